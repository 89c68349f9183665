package dev.acmesdk.dns01.lookup;

import java.io.IOException;
import java.io.Serial;

/** Aliases that lead nowhere: to wait does not help. */
final class AliasLoopException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  AliasLoopException(String message) {
    super(message);
  }
}
