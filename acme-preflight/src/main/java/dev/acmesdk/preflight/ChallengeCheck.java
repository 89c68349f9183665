package dev.acmesdk.preflight;

import dev.acmesdk.ca.OrderLint;
import dev.acmesdk.protocol.Identifier;
import java.util.ArrayList;
import java.util.List;

/** Whether the names can be proved in the chosen way, and whether the CA issues for such names. */
final class ChallengeCheck implements PreflightCheck {
  @Override
  public List<Finding> examine(PlannedIssuance planned) {
    List<Finding> findings = new ArrayList<>();
    boolean connectsOnly = Ways.onlyByConnection(planned);
    boolean dnsOnly = !Ways.byConnection(planned);
    for (Identifier identifier : planned.identifiers()) {
      if (identifier.isWildcard() && connectsOnly) {
        findings.add(wildcard(identifier));
      } else if (identifier instanceof Identifier.Ip && dnsOnly) {
        findings.add(address(identifier));
      }
    }
    OrderLint.at(planned.client().directoryUrl()).findings(planned.order()).stream()
        .map(text -> Finding.of(Topic.CHALLENGE, Severity.ERROR, text))
        .forEach(findings::add);
    if (findings.isEmpty()) {
      findings.add(
          Finding.of(
              Topic.CHALLENGE, Severity.OK, "Control of all names can be proved in this way."));
    }
    return findings;
  }

  /** RFC 8555 section 7.1.3: a wildcard; by the Baseline Requirements only DNS proves it. */
  private static Finding wildcard(Identifier identifier) {
    return Finding.of(
            Topic.CHALLENGE,
            Severity.ERROR,
            "Control of a wildcard can only be proved by a record in DNS.")
        .about(identifier.value())
        .remedy("Use DNS-01: --manual --preferred-challenges dns, or a provider of DNS.");
  }

  /** RFC 8738 section 7: DNS-01 cannot prove control of an address. */
  private static Finding address(Identifier identifier) {
    return Finding.of(
            Topic.CHALLENGE,
            Severity.ERROR,
            "A record in DNS cannot prove control of an IP address.")
        .about(identifier.value())
        .remedy("Use HTTP-01 or TLS-ALPN-01 for it: --standalone.");
  }
}
