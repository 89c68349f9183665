package dev.acmesdk.error;

import org.jspecify.annotations.Nullable;

/** A store could not be read or written. */
public final class StoreException extends AcmeException {
  private static final long serialVersionUID = 1;

  /**
   * Makes the exception.
   *
   * @param failure what failed, where and why, a sentence without secrets
   * @param remedy what to do, a sentence
   * @param cause what the file system or database said
   */
  public StoreException(String failure, String remedy, @Nullable Throwable cause) {
    super(failure, remedy, cause);
  }
}
