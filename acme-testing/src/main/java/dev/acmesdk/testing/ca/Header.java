package dev.acmesdk.testing.ca;

import java.time.Duration;

/** One field of an HTTP message. */
record Header(String name, String value) {

  boolean isNamed(String other) {
    return name.equalsIgnoreCase(other);
  }

  static Header link(String url, String relation) {
    return new Header("Link", "<%s>;rel=\"%s\"".formatted(url, relation));
  }

  /** In whole seconds, rounded up (RFC 9110 section 10.2.3); zero says that nobody has to wait. */
  static Header retryAfter(Duration wait) {
    return new Header("Retry-After", String.valueOf(wait.plusMillis(999).toSeconds()));
  }
}
