package dev.acmesdk.testing.ca;

import java.time.Duration;
import java.time.Instant;

/**
 * What {@code Retry-After} says (RFC 9110 section 10.2.3).
 *
 * @param time how long from now
 * @param isDate whether as a date, instead of in seconds
 */
public record Delay(Duration time, boolean isDate) {

  Header header(Instant now) {
    return isDate ? Header.date("Retry-After", now.plus(time)) : Header.retryAfter(time);
  }
}
