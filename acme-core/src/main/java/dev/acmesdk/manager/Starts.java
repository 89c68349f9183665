package dev.acmesdk.manager;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Those that are due, at the pace at which orders may be placed: first those that must be renewed
 * soonest. For the one thread that gives turns.
 */
final class Starts {
  private final OrderPace pace;
  private final PriorityQueue<Entry> due =
      new PriorityQueue<>(
          Comparator.<Entry>comparingLong(entry -> entry.known.latestTick())
              .thenComparingLong(entry -> entry.number));

  Starts(OrderPace pace) {
    this.pace = pace;
  }

  void add(Entry entry) {
    due.add(entry);
  }

  /** Takes the next one that may start. */
  @Nullable Entry take(long tick) {
    due.removeIf(entry -> entry.removed);
    return due.isEmpty() || pace.take(tick) > 0 ? null : due.poll();
  }

  /** Takes those that somebody has asked to be renewed at once. */
  List<Entry> takeWished(Predicate<Entry> isWished) {
    List<Entry> wished = due.stream().filter(isWished).toList();
    due.removeAll(wished);
    return wished;
  }

  /** Takes all, to plan them anew. */
  List<Entry> takeAll() {
    List<Entry> all = new ArrayList<>(due);
    due.clear();
    return all;
  }

  /** How many nanoseconds until one may start; never, if none wants to. */
  long nanosUntilStart(long tick) {
    return due.isEmpty() ? Long.MAX_VALUE : pace.nanosUntilFree(tick);
  }
}
