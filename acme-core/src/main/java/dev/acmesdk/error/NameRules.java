package dev.acmesdk.error;

import dev.acmesdk.protocol.ProblemType;
import java.util.List;
import java.util.Set;

/** Why the CA will not issue for a name. */
final class NameRules {
  private static final Set<ProblemType> NAME =
      Set.of(
          ProblemType.REJECTED_IDENTIFIER,
          ProblemType.MALFORMED,
          ProblemType.UNSUPPORTED_IDENTIFIER,
          ProblemType.INVALID_PROFILE);

  static final List<Rule> ALL =
      List.of(
          Rule.of(
                  DiagnosisKind.NAME_NOT_PUBLIC,
                  "The name does not end in a public suffix, so it is not one of the public DNS.",
                  "Order a name below a registered domain; for names inside a company, use a CA of its own.")
              .sign(NAME, "valid public suffix"),
          Rule.of(
                  DiagnosisKind.NAME_FORBIDDEN_BY_POLICY,
                  "The CA's policy forbids the name.",
                  "Leave the name out, ask the CA why, or use another CA.")
              .sign(NAME, "forbidden by policy")
              .sign(NAME, "on the policy block")
              .sign(NAME, "blocklist"),
          Rule.of(
                  DiagnosisKind.NAME_NEEDS_A_DOT,
                  "The name has no dot.",
                  "Order the full name, like www.example.com.")
              .sign(NAME, "at least one dot"),
          Rule.of(
                  DiagnosisKind.NAME_INVALID_CHARACTER,
                  "The name holds a character that host names do not have, such as an underscore.",
                  "Rename the host: letters, digits and hyphens only, no hyphen at the ends of a label.")
              .sign(NAME, "domain name contains an invalid character")
              .sign(NAME, "invalid character"),
          Rule.of(
                  DiagnosisKind.NAME_MALFORMED,
                  "The name is not one that a certificate can have.",
                  "Check its length, dots, labels and wildcard: the CA's own words say which.")
              .sign(NAME, "domain name is")
              .sign(NAME, "domain name has")
              .sign(NAME, "domain has a label")
              .sign(NAME, "domain name ends in a dot")
              .sign(NAME, "domain name can not")
              .sign(NAME, "domain name contains")
              .sign(NAME, "wildcard domain names are not"),
          Rule.of(
                  DiagnosisKind.PROFILE_FORBIDS_IP,
                  "The certificate profile does not permit IP addresses.",
                  "Ask for a profile that does (shortlived at Let's Encrypt), or leave the addresses out.")
              .sign(NAME, "not permit ip address"),
          Rule.of(
                  DiagnosisKind.IP_ADDRESS_REFUSED,
                  "The CA does not issue for IP addresses here.",
                  "Order a DNS name instead, or ask another CA.")
              .sign(NAME, "certificate for an ip address"),
          Rule.of(
                  DiagnosisKind.NAME_REJECTED,
                  "This CA will not issue for the name.",
                  "Leave it out, or ask another CA.")
              .weakSign(ProblemType.MALFORMED, "cannot issue for"),
          Rule.of(
                  DiagnosisKind.IDENTIFIER_TYPE_UNSUPPORTED,
                  "This CA does not issue for that type of identifier.",
                  "Leave it out, or ask another CA.")
              .sign(ProblemType.MALFORMED, "invalid identifier type"),
          Rule.of(
              DiagnosisKind.SEVERAL_PROBLEMS,
              "Several names have a problem each.",
              "Solve them one by one."));

  private NameRules() {}
}
