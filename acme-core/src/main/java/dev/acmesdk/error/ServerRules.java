package dev.acmesdk.error;

import dev.acmesdk.protocol.ProblemType;
import java.util.List;
import java.util.Set;

/** What is wrong with the CA, or between it and the client. */
final class ServerRules {

  static final List<Rule> ALL =
      List.of(
          Rule.of(
                  DiagnosisKind.WRONG_REQUEST_URL,
                  "The request arrived under another URL than the one it was signed for.",
                  "Use the directory URL as the CA publishes it, and keep proxies from changing host, port or path.")
              .sign(Set.of(ProblemType.MALFORMED, ProblemType.UNAUTHORIZED), "'url' incorrect")
              .sign(Set.of(ProblemType.MALFORMED, ProblemType.UNAUTHORIZED), "\"url\" incorrect"),
          Rule.of(
                  DiagnosisKind.SIGNATURE_REFUSED,
                  "The CA could not verify the signature of the request.",
                  "Check that the account key is the one of this account; if it is, report a bug.")
              .sign(
                  Set.of(ProblemType.MALFORMED, ProblemType.UNAUTHORIZED),
                  "jws verification error"),
          Rule.of(
              DiagnosisKind.REQUEST_MALFORMED,
              "The CA does not understand the request.",
              "Check the directory URL and the CA's own words; if they do not help, report a bug."),
          Rule.of(
              DiagnosisKind.BAD_NONCE,
              "The CA did not know the nonces of several attempts.",
              "Try again; if it stays, look for a proxy that keeps answers of the CA in a cache."),
          Rule.of(
                  DiagnosisKind.AUTO_RENEWAL,
                  "The order is one that the CA renews by itself (RFC 8739).",
                  "Place a new, ordinary order.")
              .sign(ProblemType.OTHER, "error:autorenewal"),
          Rule.of(DiagnosisKind.CA_TROUBLE, "The CA has trouble of its own.", "Try again later."),
          Rule.of(
              DiagnosisKind.UNKNOWN_PROBLEM,
              "The CA names a problem that is not one of ACME's.",
              "See the CA's own words above."));

  private ServerRules() {}
}
