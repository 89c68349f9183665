package dev.acmesdk.client;

import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.RateLimitedException;
import dev.acmesdk.error.ServerUnreachableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Does something again that has failed for a passing reason, as the policy says. */
final class Retries {
  private final RetryPolicy policy;
  private final Clock clock;
  private final Pause pause;
  private final RandomGenerator random;
  private final Instant deadline;

  Retries(RetryPolicy policy, Clock clock, Pause pause, RandomGenerator random, Instant deadline) {
    this.policy = policy;
    this.clock = clock;
    this.pause = pause;
    this.random = random;
    this.deadline = deadline;
  }

  Retries until(Instant moment) {
    return new Retries(policy, clock, pause, random, moment);
  }

  /**
   * Does what may be done twice.
   *
   * @param action what is done, as in "to show the order"
   * @param attempt does it once
   */
  <T> T repeat(String action, Supplier<T> attempt) {
    return repeat(action, attempt, Optional::empty);
  }

  /**
   * Does what should not be done twice.
   *
   * @param action what is done, as in "to place the order"
   * @param attempt does it once
   * @param done looks, after an attempt of which only the answer may be missing, whether it has
   *     been carried out, and what came of it
   */
  <T> T repeat(String action, Supplier<T> attempt, Supplier<Optional<T>> done) {
    Instant begun = clock.instant();
    Duration backoff = policy.firstPause();
    for (int attempts = 1; ; attempts++) {
      try {
        return attempt.get();
      } catch (AcmeException e) {
        Duration wait = wait(e, backoff);
        if (!e.isRetryable() || attempts >= policy.attempts() || isTooLate(begun, wait)) {
          throw e;
        }
        pause.during(wait, "a retry " + action);
        Optional<T> result = mayBeDone(e) ? done.get() : Optional.empty();
        if (result.isPresent()) {
          return result.get();
        }
        backoff = min(backoff.multipliedBy(2), policy.longestPause());
      }
    }
  }

  private Duration wait(AcmeException e, Duration backoff) {
    Duration jittered = backoff.plusNanos((long) (backoff.toNanos() * random.nextDouble() / 2));
    return e.retryAt()
        .map(moment -> Duration.between(clock.instant(), moment))
        .filter(asked -> asked.compareTo(jittered) > 0)
        .orElse(jittered);
  }

  private boolean isTooLate(Instant begun, Duration wait) {
    Instant moment = clock.instant().plus(wait);
    return moment.isAfter(begun.plus(policy.patience())) || moment.isAfter(deadline);
  }

  /** A request that never arrived, or was turned away by a limit, has changed nothing. */
  private static boolean mayBeDone(AcmeException e) {
    return !(e instanceof RateLimitedException)
        && !(e instanceof ServerUnreachableException unreachable && !unreachable.mayHaveArrived());
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
