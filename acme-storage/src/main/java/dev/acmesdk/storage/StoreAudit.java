package dev.acmesdk.storage;

import dev.acmesdk.error.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is wrong in a store, as of one moment; {@link CertbotDirectory#audit} makes it.
 *
 * <p>Instances are immutable and safe for use by several threads.
 */
public final class StoreAudit {
  private final Auditor auditor;
  private final List<Finding> findings;

  StoreAudit(Auditor auditor) {
    this.auditor = auditor;
    this.findings = auditor.run();
  }

  /**
   * What was found.
   *
   * @return all findings, the worst first, and then by path; none for a healthy store
   */
  public List<Finding> findings() {
    return findings;
  }

  /**
   * Mends all that can be mended without losing anything: modes that let others in, links, what
   * crashes have left. No key that has a certificate is deleted. What fails is left as it is, and
   * the others are mended nevertheless.
   *
   * @return what was done and what was not, each with a new look at the store
   */
  public Mended mend() {
    List<Finding> mended = new ArrayList<>();
    List<StoreException> failures = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.isMendable()) {
        try {
          finding.mend();
          mended.add(finding);
        } catch (StoreException e) {
          failures.add(e);
        }
      }
    }
    return new Mended(mended, failures, new StoreAudit(auditor));
  }

  /**
   * What came of mending.
   *
   * @param mended the findings that were mended
   * @param failures why others, which could have been, were not
   * @param left the store as it is now
   */
  public record Mended(List<Finding> mended, List<StoreException> failures, StoreAudit left) {
    /** Copies the lists. */
    public Mended {
      mended = List.copyOf(mended);
      failures = List.copyOf(failures);
    }
  }

  /**
   * All findings as a text for a person: one paragraph each, with what to do in its second line.
   *
   * @return lines that end with LF
   */
  public String report() {
    return findings.isEmpty()
        ? "Nothing is wrong with the store.\n"
        : findings.stream().map(StoreAudit::paragraph).collect(Collectors.joining("\n"));
  }

  private static String paragraph(Finding finding) {
    return "%s %s %s.\n    %s%s\n"
        .formatted(
            finding.severity(),
            finding.path(),
            finding.problem(),
            finding.remedy(),
            finding.isMendable() ? " This can be mended automatically." : "");
  }

  /** Shows how many findings there are. */
  @Override
  public String toString() {
    return "StoreAudit[" + findings.size() + " findings]";
  }
}
