package dev.acmesdk.preflight;

import dev.acmesdk.ca.CertificateAuthorities;
import dev.acmesdk.ca.CertificateAuthority;
import dev.acmesdk.dns01.lookup.CaaCheck;
import dev.acmesdk.dns01.lookup.CaaVerdict;
import dev.acmesdk.dns01.lookup.DnsClient;
import dev.acmesdk.dns01.lookup.DnssecCheck;
import dev.acmesdk.dns01.lookup.DnssecVerdict;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.protocol.Identifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether records in DNS forbid the CA to issue (RFC 8659), and whether signatures hide the zone
 * from it. A private CA may see another DNS, or not look at CAA at all, so there it is no error.
 */
final class DnsCheck implements PreflightCheck {
  private final CaaCheck caa;
  private final DnssecCheck dnssec;

  DnsCheck(DnsClient client) {
    this.caa = CaaCheck.of(client);
    this.dnssec = DnssecCheck.of(client);
  }

  @Override
  public List<Finding> examine(PlannedIssuance planned) throws IOException, InterruptedException {
    boolean isListed = CertificateAuthorities.at(planned.client().directoryUrl()).isPresent();
    Severity severity = isListed ? Severity.ERROR : Severity.WARNING;
    List<Finding> findings = new ArrayList<>(caa(planned, severity));
    Set<String> names = new LinkedHashSet<>();
    for (Identifier identifier : planned.identifiers()) {
      if (identifier.withoutWildcard() instanceof Identifier.Dns dns && names.add(dns.value())) {
        findings.addAll(dnssec(dns.value(), severity));
      }
    }
    return findings;
  }

  private List<Finding> caa(PlannedIssuance planned, Severity severity)
      throws InterruptedException {
    List<String> issuers = issuers(planned);
    if (issuers.isEmpty() || planned.solvers().isEmpty()) {
      return List.of(); // A CA that has no name there goes by rules of its own.
    }
    String method = Ways.method(planned.solvers().get(0));
    List<Finding> findings = new ArrayList<>();
    for (Identifier identifier : planned.identifiers()) {
      CaaVerdict verdict = caa.check(identifier, issuers, null, method);
      Severity found =
          switch (verdict.outcome()) {
            case ALLOWED -> Severity.OK;
            case FORBIDDEN -> severity;
            case UNKNOWN -> Severity.WARNING;
          };
      findings.add(Finding.of(Topic.CAA, found, verdict.sentence()).about(identifier.value()));
    }
    return findings;
  }

  /** The CA's own word, or what is known of it. */
  private static List<String> issuers(PlannedIssuance planned) {
    try {
      return planned.client().directory().meta().caaIdentities();
    } catch (AcmeException e) {
      return CertificateAuthorities.at(planned.client().directoryUrl())
          .map(CertificateAuthority::caaIdentities)
          .orElse(List.of()); // That it cannot be reached is another check's to say.
    }
  }

  private List<Finding> dnssec(String name, Severity severity)
      throws IOException, InterruptedException {
    DnssecVerdict verdict = dnssec.check(name);
    return switch (verdict.status()) {
      case BOGUS ->
          List.of(
              Finding.of(Topic.NAMES, severity, verdict.sentence())
                  .about(name)
                  .remedy("See where the chain of trust breaks.", "delv +vtrace " + name));
      case FAILING ->
          List.of(Finding.of(Topic.NAMES, Severity.WARNING, verdict.sentence()).about(name));
      default -> List.of();
    };
  }
}
