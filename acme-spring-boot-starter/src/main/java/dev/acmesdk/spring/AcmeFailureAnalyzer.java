package dev.acmesdk.spring;

import dev.acmesdk.error.AcmeException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Our errors say what failed, why, and what to do: that is all there is to say. */
final class AcmeFailureAnalyzer extends AbstractFailureAnalyzer<AcmeException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, AcmeException cause) {
    return new FailureAnalysis(
        "The certificates of this application cannot be looked after: " + cause.getMessage(),
        "Do what the message says, or set acme.enabled=false to start without.",
        cause);
  }
}
