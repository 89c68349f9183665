package dev.acmesdk.testing.ca;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One field of an HTTP message. */
record Header(String name, String value) {
  /** RFC 9110 section 5.6.7: two digits for the day, unlike the formatter for RFC 1123. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

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

  static Header date(String name, Instant time) {
    return new Header(name, HTTP_DATE.format(time));
  }

  static Instant instant(String date) {
    return Instant.from(HTTP_DATE.parse(date));
  }
}
