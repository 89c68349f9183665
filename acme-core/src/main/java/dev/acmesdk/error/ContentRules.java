package dev.acmesdk.error;

import dev.acmesdk.protocol.ProblemType;
import java.util.List;
import java.util.Set;

/** What a web server tells the CA instead of the key authorization. */
final class ContentRules {
  private static final Set<ProblemType> WEB =
      Set.of(
          ProblemType.CONNECTION,
          ProblemType.UNAUTHORIZED,
          ProblemType.MALFORMED,
          ProblemType.INCORRECT_RESPONSE,
          ProblemType.TLS);

  static final List<Rule> ALL =
      List.of(
          Rule.of(
                  DiagnosisKind.WRONG_CONTENT,
                  "Something else answers for that name: what it sends is not for this challenge.",
                  "Check that the A and AAAA records point to this machine only, and that no cache, proxy or other ACME client answers in its place.")
              .sign(WEB, "did not match this challenge"),
          Rule.of(
                  DiagnosisKind.NOT_FOUND,
                  "Something else answers for that name: it does not know the challenge (404).",
                  "Check that the A and AAAA records point to this machine only, and that the right virtual host and web root serve /.well-known/acme-challenge/.")
              .sign(WEB, "invalid response from", " 404")
              .sign(WEB, "non-200 status", "returned 404"),
          Rule.of(
                  DiagnosisKind.HTTP_ERROR,
                  "Something else answers for that name, with an error or a page of its own.",
                  "Let everybody fetch /.well-known/acme-challenge/ without login, maintenance page or bot check, and check that the A and AAAA records point to this machine only.")
              .sign(WEB, "invalid response from")
              .sign(WEB, "non-200 status"),
          Rule.of(
                  DiagnosisKind.CONTROL_NOT_PROVEN,
                  "The CA did not find what it asked for.",
                  "For HTTP-01, check that the A and AAAA records point to this machine only; for DNS-01, that all name servers show the TXT record; and read the CA's own words.")
              .sign(ProblemType.UNAUTHORIZED, "the ca does not say why"));

  private ContentRules() {}
}
