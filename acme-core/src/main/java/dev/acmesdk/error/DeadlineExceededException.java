package dev.acmesdk.error;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The time that the caller allowed is over, or the server asked for a wait beyond it. */
public final class DeadlineExceededException extends AcmeException {
  private static final long serialVersionUID = 1;

  private final @Nullable URI order;
  private final @Nullable Instant retryAt;

  /**
   * Makes the exception.
   *
   * @param awaited what was waited for, a noun phrase
   * @param order the order that goes on at the CA, if there is one
   * @param retryAt when the server wants to be asked again, if it told
   */
  public DeadlineExceededException(String awaited, @Nullable URI order, @Nullable Instant retryAt) {
    super(
        "The time allowed was not enough for " + awaited + ".",
        retryAt == null
            ? "Try again later, or allow more time."
            : "Try again at " + retryAt + ", or allow more time.",
        null);
    this.order = order;
    this.retryAt = retryAt;
  }

  /**
   * The order that goes on at the CA.
   *
   * @return its URL, if there is one
   */
  public Optional<URI> order() {
    return Optional.ofNullable(order);
  }

  @Override
  public boolean isRetryable() {
    return true;
  }

  @Override
  public Optional<Instant> retryAt() {
    return Optional.ofNullable(retryAt);
  }
}
