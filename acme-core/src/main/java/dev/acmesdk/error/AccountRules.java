package dev.acmesdk.error;

import dev.acmesdk.protocol.ProblemType;
import java.util.List;
import java.util.Set;

/** What is wrong with an account or its key. */
final class AccountRules {
  private static final Set<ProblemType> ACCOUNT =
      Set.of(ProblemType.UNAUTHORIZED, ProblemType.MALFORMED, ProblemType.ACCOUNT_DOES_NOT_EXIST);

  static final List<Rule> ALL =
      List.of(
          Rule.of(
              DiagnosisKind.ACCOUNT_UNKNOWN,
              "This CA does not know the account.",
              "Check that the account is one of this CA, and of production or staging as used now. If the CA has forgotten it, move it out of the store, and a new one is made."),
          Rule.of(
                  DiagnosisKind.ACCOUNT_DEACTIVATED,
                  "The account has been deactivated, which is for ever.",
                  "Move it out of the store, and a new one is made.")
              .sign(ACCOUNT, "has status", "deactivated"),
          Rule.of(
                  DiagnosisKind.ACCOUNT_REVOKED,
                  "The CA has revoked the account, which is for ever.",
                  "Ask the CA why before you make a new one; its key may have become known to others.")
              .sign(ACCOUNT, "has status", "revoked"),
          Rule.of(
              DiagnosisKind.ACCOUNT_NOT_ALLOWED,
              "The account may not do this.",
              "It may have been deactivated or revoked, or belong to another CA: use another account key."),
          Rule.of(
              DiagnosisKind.ACCOUNT_KEY_REFUSED,
              "The CA does not take the account's key, or how it signs.",
              "Use another kind of account key: every ACME server supports EC on P-256."),
          Rule.of(
                  DiagnosisKind.ACCOUNT_KEY_IN_USE,
                  "Another account has that key.",
                  "Use that account, or another key.")
              .sign(ProblemType.OTHER, "error:conflict")
              .sign(ProblemType.MALFORMED, "already in use for"),
          Rule.of(
                  DiagnosisKind.ACCOUNT_KEY_FOR_CERTIFICATE,
                  "The certificate's key is also the account's key.",
                  "Use another key for the certificate.")
              .sign(
                  Set.of(ProblemType.MALFORMED, ProblemType.BAD_CSR, ProblemType.BAD_PUBLIC_KEY),
                  "different than account key"),
          Rule.of(
              DiagnosisKind.INVALID_CONTACT,
              "The CA does not take the contact address.",
              "Give one real e-mail address (not one of example.com), or none: most CAs do not need one."),
          Rule.of(
              DiagnosisKind.UNSUPPORTED_CONTACT,
              "The CA does not take contacts of that kind.",
              "Give an e-mail address, or none: most CAs do not need one."),
          Rule.of(
              DiagnosisKind.EXTERNAL_ACCOUNT_REQUIRED,
              "The CA makes ACME accounts only for its customers.",
              "Bind the account with the credentials that the CA hands out (external account binding), or use another CA."),
          Rule.of(
                  DiagnosisKind.USER_ACTION_REQUIRED,
                  "The CA wants a human to do something first, such as to agree to new terms.",
                  "Log in at the CA and do what it asks for, then try again.")
              .sign(ProblemType.OTHER, "error:agreementrequired"));

  private AccountRules() {}
}
