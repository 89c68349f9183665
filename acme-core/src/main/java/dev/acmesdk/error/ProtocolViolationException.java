package dev.acmesdk.error;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What answered does not speak ACME as RFC 8555 defines it: it sent HTML, a certificate for another
 * key, a redirect, too much, or nonsense.
 */
public final class ProtocolViolationException extends AcmeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final @Nullable Instant retryAt;

  /**
   * Makes the exception for an answer that breaks the rules.
   *
   * @param failure what was wrong, a sentence
   * @param remedy what to do, a sentence
   * @param cause what the parser said, if one did
   */
  public ProtocolViolationException(String failure, String remedy, @Nullable Throwable cause) {
    this(failure, remedy, 0, null, cause);
  }

  /**
   * Makes the exception for an error answer without a problem document.
   *
   * @param failure what was wrong, a sentence
   * @param remedy what to do, a sentence
   * @param status the HTTP status, 0 if it does not matter
   * @param retryAt when the server wants to be asked again, if it told
   * @param cause what the parser said, if one did
   */
  public ProtocolViolationException(
      String failure,
      String remedy,
      int status,
      @Nullable Instant retryAt,
      @Nullable Throwable cause) {
    super(failure, remedy, cause);
    this.status = status;
    this.retryAt = retryAt;
  }

  /**
   * The HTTP status of the answer.
   *
   * @return the status, or 0 if it does not matter
   */
  public int status() {
    return status;
  }

  /**
   * Whether the server had trouble (5xx), which passes.
   *
   * @return {@code true} for statuses of 500 and more
   */
  @Override
  public boolean isRetryable() {
    return status >= 500;
  }

  @Override
  public Optional<Instant> retryAt() {
    return Optional.ofNullable(retryAt);
  }
}
