package dev.acmesdk.testing.ca;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.xbill.DNS.CAARecord;

/**
 * Whether the owner of a name lets this CA issue (RFC 8659), to this account, by this method (RFC
 * 8657).
 */
final class CaaRules {
  private static final int CRITICAL = 128;
  private static final List<String> UNDERSTOOD =
      List.of("issue", "issuewild", "iodef", "contactemail", "contactphone", "issuemail");

  private final DnsLookUp dns;
  private final List<String> issuers;

  CaaRules(DnsLookUp dns, List<String> issuers) {
    this.dns = dns;
    this.issuers = List.copyOf(issuers);
  }

  void check(ValidationTask task) throws ChallengeFailure {
    String name = task.identifier().value();
    if (task.identifier().isIp()) {
      return;
    }
    try {
      for (String domain = name; !domain.isEmpty(); domain = parent(domain)) {
        List<CAARecord> records = records(domain);
        if (!records.isEmpty()) {
          judge(task, domain, records);
          return;
        }
      }
    } catch (DnsFailure e) {
      throw new ChallengeFailure(
          ProblemKind.DNS, "While processing CAA for %s: %s".formatted(name, e.getMessage()));
    }
  }

  private static String parent(String domain) {
    int dot = domain.indexOf('.');
    return dot < 0 ? "" : domain.substring(dot + 1);
  }

  /** A test's server has few zones and refuses all above them; in the real tree, nobody does. */
  private List<CAARecord> records(String domain) throws DnsFailure {
    try {
      return dns.caa(domain);
    } catch (DnsFailure e) {
      if (e.isNoSuchName() || e.isRefused()) {
        return List.of();
      }
      throw e;
    }
  }

  private void judge(ValidationTask task, String domain, List<CAARecord> records)
      throws ChallengeFailure {
    boolean understood =
        records.stream()
            .allMatch(r -> (r.getFlags() & CRITICAL) == 0 || UNDERSTOOD.contains(tag(r)));
    List<CAARecord> relevant = relevant(task, records);
    if (understood && (relevant.isEmpty() || relevant.stream().anyMatch(r -> allows(r, task)))) {
      return;
    }
    throw new ChallengeFailure(
        ProblemKind.CAA,
        "While processing CAA for %s: CAA record for %s prevents issuance"
            .formatted((task.wildcard() ? "*." : "") + task.identifier().value(), domain));
  }

  /** RFC 8659 section 4.3: for a wildcard, issuewild comes first. */
  private static List<CAARecord> relevant(ValidationTask task, List<CAARecord> records) {
    List<CAARecord> wild = tagged(records, "issuewild");
    return task.wildcard() && !wild.isEmpty() ? wild : tagged(records, "issue");
  }

  private static List<CAARecord> tagged(List<CAARecord> records, String tag) {
    return records.stream().filter(record -> tag(record).equals(tag)).toList();
  }

  private static String tag(CAARecord caa) {
    return caa.getTag().toLowerCase(Locale.ROOT);
  }

  private boolean allows(CAARecord caa, ValidationTask task) {
    Optional<IssueValue> value = IssueValue.parse(caa.getValue());
    return value.filter(v -> issuers.contains(v.issuer())).isPresent()
        && value.get().parameter("accounturi").map(task.account()::equals).orElse(true)
        && value
            .get()
            .parameter("validationmethods")
            .map(methods -> List.of(methods.split(",", -1)).contains(task.method()))
            .orElse(true);
  }
}
