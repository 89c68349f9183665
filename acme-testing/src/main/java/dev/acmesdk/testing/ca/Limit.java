package dev.acmesdk.testing.ca;

import java.time.Duration;

/**
 * How often something may happen.
 *
 * @param count how often
 * @param window in which time; the allowance comes back bit by bit within it
 */
public record Limit(int count, Duration window) {

  /** As Go writes it, which is what Boulder's messages have. */
  String span() {
    return "%dh%dm%ds".formatted(window.toHours(), window.toMinutesPart(), window.toSecondsPart());
  }
}
