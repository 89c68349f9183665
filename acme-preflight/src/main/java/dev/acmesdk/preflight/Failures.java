package dev.acmesdk.preflight;

import dev.acmesdk.error.AcmeException;

/** Findings that are exceptions of the library. */
final class Failures {
  private Failures() {}

  /** What the exception says, as an error. */
  static Finding finding(Topic topic, AcmeException failure) {
    String message = String.valueOf(failure.getMessage());
    String remedy = failure.remedy();
    String statement =
        message.endsWith(remedy)
            ? message.substring(0, message.length() - remedy.length()).strip()
            : message;
    return Finding.of(topic, Severity.ERROR, statement).remedy(remedy);
  }
}
