package dev.acmesdk.testing.ca;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A limit as Let's Encrypt counts: a bucket of so many tokens for each key, refilled one by one
 * over the window. Guarded by the ledger.
 */
final class Bucket {
  private final Limit limit;

  /** When the bucket will be full again. */
  private final Map<String, Instant> full = new HashMap<>();

  Bucket(Limit limit) {
    this.limit = limit;
  }

  Limit limit() {
    return limit;
  }

  /** When there will be a token, if there is none now. */
  Optional<Instant> emptyUntil(String key, Instant now) {
    Instant next = next(key, now).minus(limit.window());
    return next.isAfter(now) ? Optional.of(next) : Optional.empty();
  }

  /** Takes a token, whether there is one or not; so there is no debt beyond an empty bucket. */
  void take(String key, Instant now) {
    Instant emptiest = now.plus(limit.window());
    Instant next = next(key, now);
    full.put(key, next.isAfter(emptiest) ? emptiest : next);
  }

  private Instant next(String key, Instant now) {
    Instant until = full.getOrDefault(key, now);
    Duration perToken = limit.window().dividedBy(limit.count());
    return (until.isBefore(now) ? now : until).plus(perToken);
  }
}
