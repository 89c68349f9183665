package dev.acmesdk.preflight;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was found.
 *
 * @param findings all of it, the good things too, in the order in which it was looked at
 */
public record PreflightReport(List<Finding> findings) {

  /** Copies the findings. */
  public PreflightReport {
    findings = List.copyOf(findings);
  }

  /**
   * Whether the order may be placed: nothing was found that will make it fail. There may still be
   * warnings.
   *
   * @return {@code true} if there is no error
   */
  public boolean isReady() {
    return worst() != Severity.ERROR;
  }

  /**
   * The worst of it.
   *
   * @return the highest severity; {@code OK} if there is no finding
   */
  public Severity worst() {
    return findings.stream()
        .map(Finding::severity)
        .max(Comparator.naturalOrder())
        .orElse(Severity.OK);
  }

  /**
   * What is at least as bad as this.
   *
   * @param severity the least severity
   * @return those findings, the worst first
   */
  public List<Finding> atLeast(Severity severity) {
    return findings.stream()
        .filter(finding -> finding.severity().compareTo(severity) >= 0)
        .sorted(Comparator.comparing(Finding::severity).reversed())
        .toList();
  }

  /** Shows one finding a line. */
  @Override
  public String toString() {
    return findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
  }
}
