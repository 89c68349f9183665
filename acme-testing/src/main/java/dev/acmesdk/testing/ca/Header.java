package dev.acmesdk.testing.ca;

/** One field of an HTTP message. */
record Header(String name, String value) {

  boolean isNamed(String other) {
    return name.equalsIgnoreCase(other);
  }

  static Header link(String url, String relation) {
    return new Header("Link", "<%s>;rel=\"%s\"".formatted(url, relation));
  }
}
