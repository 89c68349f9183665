package dev.acmesdk.client;

import dev.acmesdk.error.AcmeException;
import dev.acmesdk.protocol.RenewalInfo;
import java.time.Instant;

/**
 * What came of the question when to renew a certificate (RFC 9773 section 4.3): an answer, or none,
 * and in both cases when to ask again.
 */
public sealed interface RenewalAnswer {

  /**
   * When to ask for this certificate again, as soon after it as possible, unless it has expired or
   * has been replaced by then.
   *
   * @return a moment by this machine's clock, between a minute and a day after the answer
   */
  Instant askAgainAt();

  /**
   * The CA suggests a window.
   *
   * @param info the window
   */
  record Suggested(RenewalInfo info) implements RenewalAnswer {
    @Override
    public Instant askAgainAt() {
      return info.askAgainAt();
    }
  }

  /**
   * There is no usable answer. What passes by itself (HTTP 5xx, a timeout) was tried again as the
   * client's {@link RetryPolicy} says; everything else, such as an answer that is not JSON, was
   * not. A window that is known from before remains good; without one, the certificate's lifetime
   * decides.
   *
   * @param cause what went wrong; {@link AcmeException#isRetryable()} tells whether it passes
   * @param askAgainAt six hours later (section 4.3.3)
   */
  record Unavailable(AcmeException cause, Instant askAgainAt) implements RenewalAnswer {}
}
