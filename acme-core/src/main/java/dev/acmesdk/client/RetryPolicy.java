package dev.acmesdk.client;

import dev.acmesdk.error.InvalidRequestException;
import java.time.Duration;

/**
 * How passing troubles are dealt with: a broken connection, a server that is overloaded or has
 * trouble of its own (HTTP 5xx), a rate limit with a moment at which it ends (RFC 8555 section
 * 6.6).
 *
 * <p>Waits double from the first to the longest, with up to half as much again by chance; a wait
 * that the server asks for (Retry-After) is kept to the second. What would have to wait beyond the
 * patience, or beyond the client's deadline, fails at once with an exception that tells the moment.
 * A request that changes something is sent again only after the server was asked whether it has
 * been carried out already. Refused nonces do not count as attempts.
 *
 * @param attempts how often one request is sent at most; 1 for never again
 * @param firstPause the wait after the first failure
 * @param longestPause what the waits grow to
 * @param patience how long after the first attempt another one may begin; also the longest
 *     Retry-After that is waited for
 */
public record RetryPolicy(
    int attempts, Duration firstPause, Duration longestPause, Duration patience) {

  /** Four attempts, half a second to ten seconds apart, within two minutes. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(4, Duration.ofMillis(500), Duration.ofSeconds(10), Duration.ofMinutes(2));

  /** Every trouble is reported at once. */
  public static final RetryPolicy NONE =
      new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /** Refuses what is no policy. */
  public RetryPolicy {
    if (attempts < 1) {
      throw new InvalidRequestException(
          "A request is sent at least once. Give 1 or more attempts.");
    }
    if (firstPause.isNegative() || longestPause.isNegative() || patience.isNegative()) {
      throw new InvalidRequestException(
          "Nobody can wait for less than no time. Give durations of zero or more.");
    }
  }
}
