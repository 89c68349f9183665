package dev.acmesdk.error;

import dev.acmesdk.protocol.ProblemType;
import java.util.List;
import java.util.Set;

/** CAA records, and TLS-ALPN-01. */
final class CaaAndTlsRules {
  private static final Set<ProblemType> TLS_ALPN =
      Set.of(
          ProblemType.TLS, ProblemType.UNAUTHORIZED, ProblemType.MALFORMED, ProblemType.CONNECTION);
  private static final Set<ProblemType> CAA_OR_DNS =
      Set.of(ProblemType.CAA, ProblemType.DNS, ProblemType.UNAUTHORIZED, ProblemType.MALFORMED);

  static final List<Rule> ALL =
      List.of(
          Rule.of(
                  DiagnosisKind.CAA_FORBIDS,
                  "A CAA record of the name, or of a domain above it, does not allow this CA.",
                  "Allow the CA there with an issue record (issuewild for wildcards; look at accounturi and validationmethods too), or remove the records.")
              .sign(CAA_OR_DNS, "while processing caa", "prevents issuance")
              .sign(CAA_OR_DNS, "prevents issuance"),
          Rule.of(
                  DiagnosisKind.CAA_LOOKUP_FAILED,
                  "The name servers of the domain do not answer when asked for CAA records.",
                  "Let them answer every type of record that they do not know with NOERROR; ask the DNS provider, or change it.")
              .sign(CAA_OR_DNS, "while processing caa")
              .sign(CAA_OR_DNS, "looking up caa"),
          Rule.of(
                  DiagnosisKind.TLS_NOT_SPOKEN,
                  "What listens on the port for TLS speaks plain HTTP.",
                  "Put the TLS-ALPN-01 responder, or the TLS server, on port 443.")
              .sign(TLS_ALPN, "only speaks http")
              .sign(TLS_ALPN, "gave http response to https"),
          Rule.of(
                  DiagnosisKind.TLS_NO_ALPN,
                  "Something else answers TLS for that name: it does not know the protocol acme-tls/1.",
                  "Let the TLS terminator or load balancer in front pass acme-tls/1 through, or use another challenge.")
              .sign(TLS_ALPN, "cannot negotiate alpn")
              .sign(TLS_ALPN, "no application protocol"),
          Rule.of(
                  DiagnosisKind.TLS_WRONG_CERTIFICATE,
                  "The server shows another certificate than the one that the challenge asks for.",
                  "Check that the A and AAAA records point to this machine only, and that no TLS terminator answers in its place.")
              .sign(TLS_ALPN, "incorrect validation certificate")
              .sign(TLS_ALPN, "no certs presented"),
          Rule.of(
                  DiagnosisKind.TLS_FAILED,
                  "The TLS handshake between the CA and the server failed.",
                  "Check what answers on port 443 of that name.")
              .sign(Set.of(ProblemType.MALFORMED, ProblemType.CONNECTION), "tls: "));

  private CaaAndTlsRules() {}
}
