package dev.acmesdk.error;

import org.jspecify.annotations.Nullable;

/** The calling thread was interrupted. Its interrupt flag is set again. */
public final class CancelledException extends AcmeException {
  private static final long serialVersionUID = 1;

  /**
   * Makes the exception and sets the interrupt flag of the current thread again.
   *
   * @param activity what was interrupted, a noun phrase
   * @param cause the interruption
   */
  public CancelledException(String activity, @Nullable Throwable cause) {
    super(
        "Interrupted during " + activity + ".",
        "Challenges were cleaned up and ports closed; call again to start anew.",
        cause);
    Thread.currentThread().interrupt();
  }

  @Override
  public boolean isRetryable() {
    return true;
  }
}
