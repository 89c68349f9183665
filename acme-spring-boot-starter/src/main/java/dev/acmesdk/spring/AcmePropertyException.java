package dev.acmesdk.spring;

import java.io.Serial;

/** A property that is missing or wrong. The application does not start; the analyzer says why. */
final class AcmePropertyException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String action;

  AcmePropertyException(String problem, String action) {
    super(problem);
    this.action = action;
  }

  String action() {
    return action;
  }
}
