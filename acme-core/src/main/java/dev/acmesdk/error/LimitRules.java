package dev.acmesdk.error;

import dev.acmesdk.protocol.ProblemType;
import java.util.List;
import java.util.Set;

/** Which limit of the CA is reached. */
final class LimitRules {

  static final List<Rule> ALL =
      List.of(
          Rule.of(
                  DiagnosisKind.RATE_LIMIT_NEW_ACCOUNTS,
                  "Too many accounts were made from this IP address.",
                  "Keep the account and use it again: store it where it survives a restart, or share it.")
              .sign(ProblemType.RATE_LIMITED, "new registrations"),
          Rule.of(
                  DiagnosisKind.RATE_LIMIT_NEW_ORDERS,
                  "This account has placed too many orders.",
                  "Spread the orders over time, put more names into each, and find out what orders again and again; renewals by ARI are exempt at some CAs.")
              .sign(ProblemType.RATE_LIMITED, "new orders"),
          Rule.of(
                  DiagnosisKind.RATE_LIMIT_FAILED_VALIDATIONS,
                  "Too many validations of this name have failed.",
                  "Find and fix the cause first, and try with the CA's staging server until it works.")
              .sign(ProblemType.RATE_LIMITED, "failed authorizations")
              .sign(ProblemType.RATE_LIMITED, "failed validations"),
          Rule.of(
                  DiagnosisKind.RATE_LIMIT_EXACT_SET,
                  "The CA has issued too many certificates for exactly these names.",
                  "Use the stored certificate, add or leave out a name, or wait; keep certificates where they survive a restart, and test with staging.")
              .sign(ProblemType.RATE_LIMITED, "already issued for this exact set")
              .sign(ProblemType.RATE_LIMITED, "exact set of"),
          Rule.of(
                  DiagnosisKind.RATE_LIMIT_REGISTERED_DOMAIN,
                  "The CA has issued too many certificates for names of this registered domain.",
                  "Put more names into each certificate, use a wildcard, wait, or ask the CA for a higher limit; renewals by ARI are exempt at some CAs.")
              .sign(ProblemType.RATE_LIMITED, "already issued for"),
          Rule.of(
                  DiagnosisKind.RATE_LIMIT_REQUESTS,
                  "The CA, or what stands in front of it, is too busy for more requests.",
                  "Send fewer at a time, and try again later.")
              .sign(ProblemType.RATE_LIMITED, "service busy")
              .sign(ProblemType.RATE_LIMITED, "too many requests"),
          Rule.of(
              DiagnosisKind.RATE_LIMITED,
              "The CA's limit is reached.",
              "Find out what asks so often, and test with the CA's staging server."),
          Rule.of(
                  DiagnosisKind.ACCOUNT_PAUSED,
                  "After many failures in a row, the CA has paused this account for some names.",
                  "Trying again does not help: fix why validation fails, then have a human end the pause at the CA's self-service portal.")
              .sign(
                  Set.of(ProblemType.RATE_LIMITED, ProblemType.UNAUTHORIZED),
                  "account is temporarily prevented"));

  private LimitRules() {}
}
