package dev.acmesdk.dns01.lookup;

import java.util.List;

/**
 * Whether CAA records let a CA issue.
 *
 * @param outcome what is to be expected of the CA
 * @param foundAt the name that has the records that count, without trailing dot; empty if there are
 *     none
 * @param records these records, as a zone file has them, without the name
 * @param sentence what it comes to and what to do, in plain words
 */
public record CaaVerdict(
    CaaVerdict.Outcome outcome, String foundAt, List<String> records, String sentence) {
  /** What is to be expected of the CA. */
  public enum Outcome {
    /** It may issue. */
    ALLOWED,
    /** It must not issue. */
    FORBIDDEN,
    /** It cannot be told; if name servers do not answer, CAs refuse as a rule. */
    UNKNOWN
  }

  /** Copies the list. */
  public CaaVerdict {
    records = List.copyOf(records);
  }

  /**
   * Whether the CA may issue.
   *
   * @return {@code true} if it was found out that it may
   */
  public boolean isAllowed() {
    return outcome == Outcome.ALLOWED;
  }
}
