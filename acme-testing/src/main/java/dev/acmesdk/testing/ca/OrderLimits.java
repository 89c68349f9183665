package dev.acmesdk.testing.ca;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Why no orders are taken for the time being. Safe for several threads. */
final class OrderLimits {
  private static final String PORTAL = "https://portal.letsencrypt.org/sfe/v1/unpause?jwt=";

  private final Clock clock;
  private final Set<String> paused = ConcurrentHashMap.newKeySet();
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
