package dev.acmesdk.solver;

import dev.acmesdk.protocol.Challenge;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The ability to tell when responses can be seen from outside. All responses of an order are put in
 * place first, then they are waited for together, and only then the CA is told to look (RFC 8555
 * section 8.2).
 *
 * @param <C> the type of challenge
 */
@FunctionalInterface
public interface PropagationWait<C extends Challenge> {

  /**
   * Waits until the responses can be seen from outside.
   *
   * @param challenges all that this solver has presented for the order
   * @param limit how long to wait at most
   * @throws IOException if they will not be visible, or not in time; the message says which and
   *     what was seen instead
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  void awaitVisible(List<PendingChallenge<C>> challenges, Duration limit)
      throws IOException, InterruptedException;
}
