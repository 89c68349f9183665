package dev.acmesdk.testing;

import dev.acmesdk.testing.ca.Delay;
import java.time.Duration;

/**
 * When to come back, in either form of the {@code Retry-After} field (RFC 9110 section 10.2.3).
 * Instances are immutable.
 */
public final class RetryAfter {
  private final Delay delay;

  private RetryAfter(Duration time, boolean isDate) {
    this.delay = new Delay(time, isDate);
  }

  /**
   * As a number of seconds.
   *
   * @param time how long from the answer on, rounded up to whole seconds
   * @return the field's value
   * @throws IllegalArgumentException if the time is negative
   */
  public static RetryAfter seconds(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("The time is negative: " + time);
    }
    return new RetryAfter(time, false);
  }

  /**
   * As a date.
   *
   * @param time how long from the answer on, by the clock of the CA, in whole seconds; negative for
   *     a date that is over
   * @return the field's value
   */
  public static RetryAfter date(Duration time) {
    return new RetryAfter(time, true);
  }

  Delay delay() {
    return delay;
  }

  /** Shows form and time. */
  @Override
  public String toString() {
    return "RetryAfter[%s, %s]".formatted(delay.isDate() ? "date" : "seconds", delay.time());
  }
}
