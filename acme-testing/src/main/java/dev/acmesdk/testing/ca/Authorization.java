package dev.acmesdk.testing.ca;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An account's right to act for one identifier (RFC 8555 section 7.1.4). Guarded by the ledger. */
final class Authorization {
  private final String id = Tokens.next();
  private final Account account;
  private final Identifier identifier;
  private final List<Challenge> challenges;
  private final Instant expires;
  private Status status = Status.PENDING;

  /** The states of RFC 8555 section 7.1.6 that this CA brings authorizations into. */
  enum Status {
    PENDING,
    VALID,
    INVALID,
    DEACTIVATED,
    EXPIRED
  }

  Authorization(
      Account account, Identifier identifier, List<Challenge> challenges, Instant expires) {
    this.account = account;
    this.identifier = identifier;
    this.expires = expires;
    this.challenges = List.copyOf(challenges);
  }

  String id() {
    return id;
  }

  Account account() {
    return account;
  }

  Identifier identifier() {
    return identifier.withoutWildcard();
  }

  boolean isWildcard() {
    return identifier.isWildcard();
  }

  boolean allows(Account who, Identifier what) {
    return status == Status.VALID && account.equals(who) && identifier.equals(what);
  }

  List<Challenge> challenges() {
    return challenges;
  }

  Status status() {
    return status;
  }

  /** What went wrong with the challenge that failed. */
  Optional<Problem> error() {
    return challenges.stream().flatMap(c -> Optional.ofNullable(c.error()).stream()).findFirst();
  }

  boolean isBeingValidated() {
    return status == Status.PENDING
        && challenges.stream().anyMatch(c -> c.status() == Challenge.Status.PROCESSING);
  }

  void refresh(Instant now) {
    if (!now.isBefore(expires)) {
      if (status == Status.VALID) {
        status = Status.EXPIRED;
      } else if (status == Status.PENDING) {
        status = Status.INVALID;
      }
    }
  }

  void deactivate() {
    if (status != Status.PENDING && status != Status.VALID) {
      throw Refusal.malformed(
          "An authorization that is %s cannot be deactivated".formatted(Wire.status(status)));
    }
    status = Status.DEACTIVATED;
  }

  /** Takes note of what became of a challenge; too late for an authorization that has ended. */
  void conclude(Challenge challenge, Optional<Problem> failure, Instant now) {
    if (failure.isPresent()) {
      challenge.fail(failure.get());
    } else {
      challenge.succeed(now);
    }
    if (status == Status.PENDING) {
      status = failure.isPresent() ? Status.INVALID : Status.VALID;
    }
  }

  Map<String, Object> json(Urls urls) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("identifier", identifier().json());
    json.put("status", Wire.status(status));
    json.put("expires", Wire.time(expires));
    json.put("challenges", shown().map(challenge -> challenge.json(urls)).toList());
    if (identifier.isWildcard()) {
      json.put("wildcard", true);
    }
    Wire.addUnknownMember(json);
    return json;
  }

  /** RFC 8555 section 7.1.4: when it is decided, only the challenge that decided it matters. */
  private Stream<Challenge> shown() {
    boolean decided = status == Status.VALID || status == Status.INVALID;
    List<Challenge> deciding =
        challenges.stream()
            .filter(
                c -> c.status() == Challenge.Status.VALID || c.status() == Challenge.Status.INVALID)
            .toList();
    return (decided && !deciding.isEmpty() ? deciding : challenges).stream();
  }
}
