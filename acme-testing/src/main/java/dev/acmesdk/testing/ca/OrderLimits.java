package dev.acmesdk.testing.ca;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Why some orders are not taken. Safe for several threads. */
final class OrderLimits {
  private static final String PORTAL = "https://portal.letsencrypt.org/sfe/v1/unpause?jwt=";

  private final Clock clock;
  private final Set<String> paused = ConcurrentHashMap.newKeySet();
  private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Limited limited;

  private record Limited(RateLimit limit, Instant until) {}

  OrderLimits(Clock clock) {
    this.clock = clock;
  }

  void limit(RateLimit limit, Duration duration) {
    limited = new Limited(limit, clock.instant().plus(duration));
  }

  void liftLimits() {
    limited = null;
  }

  void pause(Collection<String> names) {
    paused.addAll(names);
  }

  void unpause() {
    paused.clear();
  }

  void forbid(Collection<String> names) {
    forbidden.addAll(names);
  }

  void permit() {
    forbidden.clear();
  }

  /** Boulder has a list of names for which it does not issue. */
  void refuseForbidden(List<Identifier> identifiers) {
    IdentifierRules.reject(
        identifiers,
        identifier ->
            Optional.of(identifier.withoutWildcard().value())
                .filter(forbidden::contains)
                .map(
                    name ->
                        "The ACME server refuses to issue a certificate for this domain name, because it is forbidden by policy"));
  }

  /** Boulder pauses a name for an account after more than a thousand failures in a row. */
  void refusePaused(List<Identifier> identifiers) {
    List<String> names =
        identifiers.stream().map(Identifier::value).filter(paused::contains).toList();
    if (!names.isEmpty()) {
      throw Refusal.of(
          ProblemKind.RATE_LIMITED,
          "Your account is temporarily prevented from requesting certificates for %s and possibly others. Please visit: %s%s"
              .formatted(String.join(", ", names), PORTAL, Tokens.next()));
    }
  }

  void refuseTooMany(List<Identifier> identifiers) {
    Limited current = limited;
    Instant now = clock.instant();
    if (current != null && now.isBefore(current.until())) {
      throw current.limit().refusal(identifiers, current.until(), now);
    }
  }
}
