package dev.acmesdk.error;

import dev.acmesdk.protocol.ProblemType;
import java.util.List;
import java.util.Set;

/** What the CA finds in DNS, or does not. */
final class DnsRules {
  private static final Set<ProblemType> ANY =
      Set.of(
          ProblemType.CONNECTION,
          ProblemType.UNAUTHORIZED,
          ProblemType.MALFORMED,
          ProblemType.TLS,
          ProblemType.DNS);
  private static final Set<ProblemType> LOOKUP =
      Set.of(
          ProblemType.DNS, ProblemType.UNAUTHORIZED, ProblemType.CONNECTION, ProblemType.MALFORMED);

  static final List<Rule> ALL =
      List.of(
          Rule.of(
                  DiagnosisKind.NO_PUBLIC_ADDRESS,
                  "The name has no public address: none at all, or private ones only.",
                  "Give it an A or AAAA record with the address under which the Internet reaches this machine, or use DNS-01.")
              .sign(ANY, "no valid a records")
              .sign(ANY, "no valid aaaa records")
              .sign(ANY, "no ip addresses found"),
          Rule.of(
                  DiagnosisKind.DNSSEC_BROKEN,
                  "The DNSSEC signatures of the domain do not fit.",
                  "Repair them, or remove the DS record at the registrar; a DNSSEC debugger shows the broken link.")
              .sign(LOOKUP, "dnssec:")
              .sign(LOOKUP, "dnssec bogus"),
          Rule.of(
                  DiagnosisKind.NAME_NOT_IN_DNS,
                  "Public DNS does not know the name.",
                  "Check the spelling, that the name exists in public DNS, and that it points to this machine.")
              .sign(LOOKUP, "nxdomain")
              .sign(LOOKUP, "no such host")
              .sign(LOOKUP, "while resolving url", "no such host")
              .sign(LOOKUP, "could not resolve url"),
          Rule.of(
                  DiagnosisKind.DNS_TIMEOUT,
                  "The name servers of the domain do not answer the CA.",
                  "Check that they run, and that no firewall keeps UDP and TCP on port 53 from them.")
              .sign(LOOKUP, "query timed out"),
          Rule.of(
                  DiagnosisKind.DNS_SERVERS_FAIL,
                  "The name servers of the domain answer with an error.",
                  "Repair them, or the delegation at the registrar; broken DNSSEC shows like this too.")
              .sign(LOOKUP, "servfail")
              .sign(LOOKUP, "refused looking up")
              .sign(LOOKUP, "nameservers may be malfunctioning")
              .sign(LOOKUP, "error retrieving txt", "'\\x02'"),
          Rule.of(
                  DiagnosisKind.DNS_LOOKUP_FAILED,
                  "The CA could not find the name in DNS.",
                  "Check that the name exists in public DNS and points to this machine, and that its name servers answer.")
              .sign(LOOKUP, "while resolving url"));

  private DnsRules() {}
}
