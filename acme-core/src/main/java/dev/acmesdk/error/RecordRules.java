package dev.acmesdk.error;

import dev.acmesdk.protocol.ProblemType;
import java.util.List;
import java.util.Set;

/** What is wrong with the TXT record of a challenge. */
final class RecordRules {
  private static final Set<ProblemType> RECORD =
      Set.of(
          ProblemType.UNAUTHORIZED,
          ProblemType.INCORRECT_RESPONSE,
          ProblemType.MALFORMED,
          ProblemType.DNS);

  static final List<Rule> ALL =
      List.of(
          Rule.of(
                  DiagnosisKind.TXT_WRONG,
                  "The TXT record holds something else than this attempt asks for.",
                  "Remove old TXT records, follow CNAMEs to the zone that counts, and wait until all name servers of the zone show the new record.")
              .sign(RECORD, "incorrect txt record")
              .sign(RECORD, "correct value not found for dns challenge")
              .sign(RECORD, "txt record does not match"),
          Rule.of(
                  DiagnosisKind.TXT_MISSING,
                  "The CA found no TXT record for the challenge.",
                  "Check that the TXT record is in the zone that the name servers of the domain serve, and that all of these name servers show it.")
              .sign(RECORD, "no txt record")
              .sign(RECORD, "nxdomain looking up txt")
              .sign(RECORD, "error retrieving txt"),
          Rule.of(
                  DiagnosisKind.PERSIST_RECORD_ACCOUNT,
                  "The lasting TXT record names another account.",
                  "Put the URL of the account that orders into its accounturi.")
              .sign(RECORD, "dns-persist-01 challenge txt record", "accounturi mismatch"),
          Rule.of(
                  DiagnosisKind.PERSIST_RECORD_POLICY,
                  "The policy of the lasting TXT record does not allow this name.",
                  "Add policy=wildcard to it for wildcards and for names below.")
              .sign(RECORD, "dns-persist-01 challenge txt record", "policy mismatch"),
          Rule.of(
                  DiagnosisKind.PERSIST_RECORD_EXPIRED,
                  "The lasting TXT record has come to its end.",
                  "Give it a later persistUntil, or none.")
              .sign(RECORD, "dns-persist-01 challenge txt record", "persistuntil"),
          Rule.of(
                  DiagnosisKind.PERSIST_RECORD_WRONG,
                  "The CA cannot use the lasting TXT record.",
                  "Write it anew as the CA's documentation shows it.")
              .sign(RECORD, "dns-persist-01"));

  private RecordRules() {}
}
