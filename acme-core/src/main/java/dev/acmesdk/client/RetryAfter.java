package dev.acmesdk.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The Retry-After header in both of its forms (RFC 9110 section 10.2.3). */
final class RetryAfter {
  /** No server means a longer wait than this; what does is broken. */
  private static final Duration LONGEST = Duration.ofDays(366);

  private RetryAfter() {}

  /**
   * The moment that a header names, by this machine's clock.
   *
   * @param value the header, if there was one
   * @param date the answer's Date header, by which a date is understood: clocks may differ
   * @param received when the answer arrived, by this machine's clock
   * @return the moment, not before {@code received}; {@code null} without a usable header
   */
  static @Nullable Instant moment(@Nullable String value, @Nullable String date, Instant received) {
    Duration wait = value == null ? null : wait(value.strip(), date, received);
    if (wait == null || wait.compareTo(LONGEST) > 0) {
      return null;
    }
    return wait.isNegative() ? received : received.plus(wait);
  }

  private static @Nullable Duration wait(String value, @Nullable String date, Instant received) {
    if (value.matches("[0-9]{1,18}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    Instant until = httpDate(value);
    if (until == null) {
      return null;
    }
    Instant sent = date == null ? null : httpDate(date.strip());
    return Duration.between(sent == null ? received : sent, until);
  }

  private static @Nullable Instant httpDate(String value) {
    try {
      return ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
