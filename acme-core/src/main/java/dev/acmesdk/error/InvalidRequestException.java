package dev.acmesdk.error;

import java.util.List;

/**
 * What was asked for cannot be had from any CA, or not with the solvers at hand. It was found out
 * before any request was sent.
 */
public final class InvalidRequestException extends AcmeException {
  private static final long serialVersionUID = 1;

  private final String[] findings;

  /**
   * Makes the exception.
   *
   * @param findings one sentence or two for each fault: what is wrong, and what to do
   */
  public InvalidRequestException(List<String> findings) {
    super(
        summary(findings), "Nothing was sent to the CA; correct the request and call again.", null);
    this.findings = findings.toArray(String[]::new);
  }

  /**
   * Makes the exception.
   *
   * @param finding what is wrong, and what to do
   */
  public InvalidRequestException(String finding) {
    this(List.of(finding));
  }

  private static String summary(List<String> findings) {
    return findings.size() == 1
        ? findings.get(0)
        : "The request has %d faults: %s".formatted(findings.size(), String.join(" ", findings));
  }

  /**
   * All faults, not just the first.
   *
   * @return one text for each
   */
  public List<String> findings() {
    return List.of(findings);
  }
}
