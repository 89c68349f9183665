package dev.acmesdk.testing.ca;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A record that stays in DNS (draft-ietf-acme-dns-persist-01): one for this CA and this account is
 * enough, whatever others there are.
 */
final class DnsPersist01Validator implements ChallengeValidator {
  private static final String LABEL = "_validation-persist.";

  private final DnsLookUp dns;
  private final List<String> issuers;
  private final Clock clock;

  DnsPersist01Validator(DnsLookUp dns, List<String> issuers, Clock clock) {
    this.dns = dns;
    this.issuers = List.copyOf(issuers);
    this.clock = clock;
  }

  @Override
  public void validate(ValidationTask task) throws ChallengeFailure {
    String name = LABEL + task.identifier().value();
    List<ChallengeFailure> failures = new ArrayList<>();
    for (String text : dns.evidence(name)) {
      Optional<IssueValue> value = IssueValue.parse(text).filter(v -> issuers.contains(v.issuer()));
      if (value.isPresent()) {
        Optional<ChallengeFailure> failure = failure(value.get(), task);
        if (failure.isEmpty()) {
          return;
        }
        failures.add(failure.get());
      }
    }
    throw failures.isEmpty()
        ? new ChallengeFailure(
            ProblemKind.UNAUTHORIZED,
            "No valid TXT record found at %s for the issuer %s"
                .formatted(name, String.join(" or ", issuers)))
        : failures.get(0);
  }

  /** Section 4 of the draft, points 3 to 5. */
  private Optional<ChallengeFailure> failure(IssueValue value, ValidationTask task) {
    Optional<String> account = value.parameter("accounturi");
    if (account.isEmpty()) {
      return failure(ProblemKind.MALFORMED, value, "missing mandatory accountURI parameter");
    }
    if (!account.get().equals(task.account())) {
      return failure(
          ProblemKind.UNAUTHORIZED,
          value,
          "accounturi mismatch: expected \"%s\", got \"%s\""
              .formatted(task.account(), account.get()));
    }
    if (task.wildcard() && !value.parameter("policy").orElse("").equalsIgnoreCase("wildcard")) {
      return failure(
          ProblemKind.UNAUTHORIZED,
          value,
          "policy mismatch: expected \"wildcard\", got \"%s\""
              .formatted(value.parameter("policy").orElse("")));
    }
    return value.parameter("persistuntil").flatMap(until -> failureByTime(value, until));
  }

  private Optional<ChallengeFailure> failureByTime(IssueValue value, String until) {
    if (!until.matches("[0-9]{1,11}")) {
      return failure(ProblemKind.MALFORMED, value, "persistUntil is not a timestamp");
    }
    Instant end = Instant.ofEpochSecond(Long.parseLong(until));
    Instant now = clock.instant();
    return now.isAfter(end)
        ? failure(
            ProblemKind.UNAUTHORIZED,
            value,
            "validation time %s is after persistUntil %s".formatted(Wire.time(now), end))
        : Optional.empty();
  }

  private static Optional<ChallengeFailure> failure(
      ProblemKind kind, IssueValue value, String why) {
    return Optional.of(
        new ChallengeFailure(
            kind,
            "Checking DNS-PERSIST-01 challenge TXT record with issuer-domain-name \"%s\": %s"
                .formatted(value.issuer(), why)));
  }
}
