package dev.acmesdk.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which property is wrong, and what to write instead. */
final class AcmePropertyFailureAnalyzer extends AbstractFailureAnalyzer<AcmePropertyException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, AcmePropertyException cause) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
  }
}
