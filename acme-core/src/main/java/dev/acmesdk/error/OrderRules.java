package dev.acmesdk.error;

import dev.acmesdk.protocol.ProblemType;
import java.util.List;
import java.util.Set;

/** What is wrong with an order, a CSR or a revocation. */
final class OrderRules {
  private static final Set<ProblemType> CSR =
      Set.of(
          ProblemType.BAD_CSR,
          ProblemType.MALFORMED,
          ProblemType.UNAUTHORIZED,
          ProblemType.BAD_PUBLIC_KEY,
          ProblemType.BAD_SIGNATURE_ALGORITHM);

  static final List<Rule> ALL =
      List.of(
          Rule.of(
              DiagnosisKind.INVALID_PROFILE,
              "The CA does not offer that certificate profile.",
              "Ask for a profile that the CA's directory lists, or for none."),
          Rule.of(
                  DiagnosisKind.TOO_MANY_NAMES,
                  "The order has more names than the CA, or the profile, allows.",
                  "Spread the names over several certificates, or use a wildcard.")
              .sign(
                  Set.of(ProblemType.MALFORMED, ProblemType.REJECTED_IDENTIFIER),
                  "order cannot contain more than"),
          Rule.of(
                  DiagnosisKind.DATES_NOT_SUPPORTED,
                  "The CA does not let anybody choose from when to when a certificate is valid.",
                  "Leave notBefore and notAfter out; a profile may offer another lifetime.")
              .sign(ProblemType.MALFORMED, "notafter are not supported"),
          Rule.of(
              DiagnosisKind.ORDER_NOT_READY,
              "The order is not ready to be finalized.",
              "Wait until all its authorizations are valid, and ask for the order again before finalizing."),
          Rule.of(
              DiagnosisKind.ALREADY_REPLACED,
              "An order has replaced that certificate already.",
              "Use the certificate that replaced it, or order without naming what it replaces."),
          Rule.of(
                  DiagnosisKind.CSR_COMMON_NAME_IP,
                  "The CSR has an IP address as common name.",
                  "Leave the common name out of the CSR; the address belongs into subjectAltName only.")
              .sign(CSR, "ip address in common name"),
          Rule.of(
                  DiagnosisKind.CSR_BAD_KEY,
                  "The CA does not take the certificate's key.",
                  "Make a new key of another kind: RSA of 2048, 3072 or 4096 bits, or EC on P-256 or P-384.")
              .sign(CSR, "invalid public key in csr"),
          Rule.of(
                  DiagnosisKind.CSR_BAD_SIGNATURE,
                  "The CA does not take the signature of the CSR.",
                  "Sign the CSR with SHA-256, SHA-384 or SHA-512.")
              .sign(ProblemType.BAD_CSR, "signature algorithm")
              .sign(ProblemType.BAD_CSR, "invalid signature on csr"),
          Rule.of(
                  DiagnosisKind.CSR_OTHER_NAMES,
                  "The CSR does not hold exactly the names of the order.",
                  "Make a CSR for exactly these names, or place a new order.")
              .sign(CSR, "same identifiers as order"),
          Rule.of(
              DiagnosisKind.CSR_REFUSED,
              "The CA does not take the CSR.",
              "Use another kind of certificate key, or other names."),
          Rule.of(
              DiagnosisKind.ALREADY_REVOKED,
              "The certificate has been revoked before.",
              "Nothing is left to do: replace it if it is in use."),
          Rule.of(
              DiagnosisKind.BAD_REVOCATION_REASON,
              "The CA does not take that reason for a revocation.",
              "Give another reason (0 unspecified, 1 keyCompromise, 4 superseded, 5 cessationOfOperation), or none."));

  private OrderRules() {}
}
