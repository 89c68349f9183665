package dev.acmesdk.renewal;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait after a failure: 1, 10, 100 minutes, then a day, as Let's Encrypt asks for. That
 * is too slow for certificates that live for hours, so that from the third wait on none is longer
 * than a quarter of what is left of the lifetime. Even so there are never more than four failures
 * within an hour, since CAs count failed validations, and Let's Encrypt bears five.
 */
final class Backoff {
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofMinutes(100),
          Duration.ofDays(1));

  /** Four failures within 16 minutes, and then one in 50 minutes: see above. */
  private static final List<Duration> SHORTEST =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofMinutes(5),
          Duration.ofMinutes(50));

  /** So that those who have failed together do not come back together. */
  private static final double JITTER = 0.1;

  private Backoff() {}

  /**
   * The wait after a number of failures in a row.
   *
   * @param left what is left of the certificate's lifetime; {@code null} if there is none, or it is
   *     over
   */
  static Duration after(int failures, @Nullable Duration left, RandomGenerator random) {
    int step = Math.min(failures, WAITS.size()) - 1;
    Duration wait = WAITS.get(step);
    if (left != null) {
      wait = max(SHORTEST.get(step), min(wait, left.dividedBy(4)));
    }
    return wait.plusMillis((long) (wait.toMillis() * JITTER * random.nextDouble()));
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
