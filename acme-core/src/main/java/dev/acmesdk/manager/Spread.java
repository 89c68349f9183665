package dev.acmesdk.manager;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Spreads renewals in time, so that what was obtained together is not renewed together: each one
 * gets the emptiest of some minutes before the moment at which it is due. (A window that the CA
 * suggests is spread by itself.) Safe for use by several threads.
 */
final class Spread {
  private static final int CANDIDATES = 6;

  /** The part of a lifetime by which a renewal may be early: five days of ninety. */
  private static final int PART = 18;

  /** The same where renewal is due at half the lifetime: six minutes of an hour. */
  private static final int PART_OF_SHORT = 10;

  private static final Duration SHORT = Duration.ofDays(10);

  private final RandomGenerator random;
  private final Map<Long, Integer> load = new HashMap<>();

  Spread(RandomGenerator random) {
    this.random = random;
  }

  /** Takes a place for what is due at a moment; it is to be given back. */
  synchronized Instant take(Instant due, Duration lifetime) {
    long seconds = Math.max(1, early(lifetime));
    Instant best = due.minusSeconds(random.nextLong(seconds));
    for (int i = 1; i < CANDIDATES && load(best) > 0; i++) {
      Instant candidate = due.minusSeconds(random.nextLong(seconds));
      best = load(candidate) < load(best) ? candidate : best;
    }
    load.merge(minute(best), 1, Integer::sum);
    return best;
  }

  private static long early(Duration lifetime) {
    return lifetime.toSeconds() / (lifetime.compareTo(SHORT) < 0 ? PART_OF_SHORT : PART);
  }

  private int load(Instant moment) {
    return load.getOrDefault(minute(moment), 0);
  }

  synchronized void giveBack(Instant place) {
    load.computeIfPresent(minute(place), (minute, count) -> count == 1 ? null : count - 1);
  }

  private static long minute(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), 60L);
  }
}
