package dev.acmesdk.error;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * There is no certificate that could be used, and it is too early to try again: attempts have
 * failed, perhaps before this program was started.
 */
public final class RenewalPostponedException extends AcmeException {
  private static final long serialVersionUID = 1;

  private final @Nullable Instant retryAt;

  /**
   * Makes the exception.
   *
   * @param lineage the lineage's name
   * @param failures how many attempts have failed
   * @param problem why the last one has failed
   * @param retryAt when the next attempt may be made; {@code null} if only after somebody has acted
   */
  public RenewalPostponedException(
      String lineage, int failures, String problem, @Nullable Instant retryAt) {
    super(
        sentence(
            "There is no certificate for %s yet, and %d attempts in a row have failed, the last one for this reason: %s"
                .formatted(lineage, failures, problem)),
        (retryAt == null
                ? "No attempt will be made by itself."
                : "The next attempt will be made at %s.".formatted(retryAt))
            + " When the reason is gone, reissue() tries at once.",
        null);
    this.retryAt = retryAt;
  }

  @Override
  public boolean isRetryable() {
    return retryAt != null;
  }

  @Override
  public Optional<Instant> retryAt() {
    return Optional.ofNullable(retryAt);
  }
}
