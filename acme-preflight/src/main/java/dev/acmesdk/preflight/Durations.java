package dev.acmesdk.preflight;

import java.time.Duration;

/** Durations for people. */
final class Durations {
  private Durations() {}

  /** In the largest unit of which there are at least two, for example {@code 90 seconds}. */
  static String text(Duration duration) {
    if (duration.toDays() >= 2) {
      return duration.toDays() + " days";
    }
    if (duration.toHours() >= 2) {
      return duration.toHours() + " hours";
    }
    if (duration.toMinutes() >= 2) {
      return duration.toMinutes() + " minutes";
    }
    return duration.toSeconds() >= 2
        ? duration.toSeconds() + " seconds"
        : duration.toMillis() + " milliseconds";
  }
}
