package dev.acmesdk.manager;

import dev.acmesdk.protocol.Identifier;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts failures by identifier, whichever lineages it is in: Let's Encrypt bears five failed
 * validations of one within an hour, and one is left for people who try by hand. Safe for use by
 * several threads.
 */
final class FailureBudget {
  private static final int LIMIT = 4;
  private static final long WINDOW = Duration.ofHours(1).toNanos();

  private final Map<Identifier, Deque<Long>> failures = new HashMap<>();

  synchronized void failed(Collection<Identifier> identifiers, long tick) {
    failures.values().removeIf(ticks -> tick - ticks.getLast() > WINDOW);
    for (Identifier identifier : identifiers) {
      Deque<Long> ticks = failures.computeIfAbsent(identifier, one -> new ArrayDeque<>());
      ticks.addLast(tick);
      while (ticks.size() > LIMIT) {
        ticks.removeFirst();
      }
    }
  }

  /** How many nanoseconds to wait until none of them has used up its budget. */
  synchronized long wait(Collection<Identifier> identifiers, long tick) {
    long longest = 0;
    if (!failures.isEmpty()) {
      for (Identifier identifier : identifiers) {
        longest = Math.max(longest, wait(identifier, tick));
      }
    }
    return longest;
  }

  private long wait(Identifier identifier, long tick) {
    Deque<Long> ticks = failures.get(identifier);
    return ticks == null || ticks.size() < LIMIT
        ? 0
        : Math.max(0, ticks.getFirst() + WINDOW - tick);
  }
}
