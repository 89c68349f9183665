package dev.acmesdk.error;

import dev.acmesdk.protocol.ProblemType;
import java.util.List;
import java.util.Set;

/** Where a server sends the CA instead of answering. */
final class RedirectRules {
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
                  DiagnosisKind.REDIRECT_LOOP,
                  "The server redirects the CA again and again.",
                  "Answer below /.well-known/acme-challenge/ without a redirect.")
              .sign(WEB, "too many redirects")
              .sign(WEB, "redirect loop")
              .sign(WEB, "stopped after", "redirects"),
          Rule.of(
                  DiagnosisKind.REDIRECT_TO_WRONG_PORT,
                  "The server redirects to a port where the CA does not go.",
                  "Redirect to port 80 or 443, or do not redirect below /.well-known/acme-challenge/.")
              .sign(WEB, "invalid port in redirect"),
          Rule.of(
                  DiagnosisKind.REDIRECT_TO_BROKEN_HOST,
                  "The server redirects to something that is no host name.",
                  "Look for a missing slash after the host in the redirect rule of the web server.")
              .sign(WEB, "invalid host in redirect")
              .sign(WEB, "invalid hostname in redirect"),
          Rule.of(
                  DiagnosisKind.REDIRECT_STATUS,
                  "The server redirects with an HTTP status that the CA does not follow.",
                  "Redirect with 301, 302, 307 or 308, or do not redirect below /.well-known/acme-challenge/.")
              .sign(WEB, "disallowed redirect status"),
          Rule.of(
                  DiagnosisKind.REDIRECT_TLS_TOO_OLD,
                  "The server that the CA was redirected to speaks no TLS version from 1.2 on.",
                  "Switch TLS 1.2 on there, or do not redirect below /.well-known/acme-challenge/.")
              .sign(WEB, "support tlsv1.2"));

  private RedirectRules() {}
}
