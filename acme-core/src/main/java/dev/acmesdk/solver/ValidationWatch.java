package dev.acmesdk.solver;

import dev.acmesdk.protocol.Challenge;
import java.time.Duration;
import java.util.List;

/**
 * The ability to see the CA's validation requests. The issuance polls only after they were seen
 * (RFC 8555 section 7.5.1), which spares the CA needless requests and the caller needless waits.
 *
 * @param <C> the type of challenge
 */
@FunctionalInterface
public interface ValidationWatch<C extends Challenge> {

  /**
   * Waits until the CA has asked for each of the responses at least once.
   *
   * @param challenges what the CA was told to look for
   * @param limit how long to wait at most
   * @return {@code true} if all were asked for, {@code false} if the time is over
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  boolean awaitRequested(List<PendingChallenge<C>> challenges, Duration limit)
      throws InterruptedException;
}
