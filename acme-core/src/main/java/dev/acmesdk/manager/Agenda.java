package dev.acmesdk.manager;

import dev.acmesdk.store.CertificateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is when, by the stop watch. A lineage that somebody has in work does not wait here,
 * so that nobody else gets it. Safe for use by several threads.
 */
final class Agenda {
  /** Compared by hand: what a record makes of itself for that is slow to begin with. */
  private record Key(CertificateStore store, String name) {
    static Key of(Entry entry) {
      return new Key(entry.target.store(), entry.name());
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && store.equals(key.store) && name.equals(key.name);
    }

    @Override
    public int hashCode() {
      return store.hashCode() * 31 + name.hashCode();
    }
  }

  private final Map<Key, Entry> all = new HashMap<>();
  private final TreeSet<Entry> waiting =
      new TreeSet<>(
          Comparator.<Entry>comparingLong(entry -> entry.nextTick)
              .thenComparingLong(entry -> entry.number));

  private boolean closed;

  /** Whether somebody has wished for a lineage that does not wait here: perhaps for its order. */
  private boolean isWishedElsewhere;

  /** Adds a lineage, which the caller has in work. */
  synchronized void add(Entry entry) {
    if (closed) {
      throw new IllegalStateException("The manager is closed");
    }
    if (all.putIfAbsent(Key.of(entry), entry) != null) {
      throw new IllegalArgumentException("The lineage " + entry.name() + " is managed already");
    }
  }

  /** Somebody who had it in work lets it wait. */
  synchronized void putBack(Entry entry, long tick) {
    if (!entry.removed) {
      entry.nextTick = entry.isWished() ? Long.MIN_VALUE / 2 : tick;
      waiting.add(entry);
      wakeFor(entry);
    }
  }

  /** Nobody is woken for a turn that comes after the one that is waited for. */
  private void wakeFor(Entry entry) {
    if (waiting.first() == entry) {
      notifyAll();
    }
  }

  /** Takes the first whose turn it is. */
  synchronized @Nullable Entry takeDue(long tick) {
    return waiting.isEmpty() || waiting.first().nextTick > tick ? null : waiting.pollFirst();
  }

  /** Takes all that wait, to plan them anew. */
  synchronized List<Entry> takeAll() {
    List<Entry> taken = new ArrayList<>(waiting);
    waiting.clear();
    return taken;
  }

  /** When the next turn is; never, if nobody waits. */
  synchronized long nextTick() {
    return waiting.isEmpty() ? Long.MAX_VALUE : waiting.first().nextTick;
  }

  /** Waits until it is somebody's turn, or for some time. */
  synchronized void await(Duration longest, Time time) throws InterruptedException {
    long untilTurn = waiting.isEmpty() ? Long.MAX_VALUE : waiting.first().nextTick - time.tick();
    long nanos = Math.min(longest.toNanos(), untilTurn);
    if (nanos > 0 && !closed && !isWishedElsewhere) {
      TimeUnit.NANOSECONDS.timedWait(this, nanos);
    }
    isWishedElsewhere = false;
  }

  /** Makes it a lineage's turn, if it waits; else after whoever has it in work. */
  synchronized void wish(Entry entry, Wish wish) {
    if (entry.removed || closed) {
      wish.outcome().cancel(false);
      return;
    }
    entry.wish(wish);
    if (waiting.remove(entry)) {
      putBack(entry, Long.MIN_VALUE / 2);
    } else {
      isWishedElsewhere = true;
      notifyAll();
    }
  }

  /** Lets a wish wait until others have ended with the lineage. */
  synchronized void wishPatiently(Entry entry, Wish wish) {
    if (entry.removed || closed) {
      wish.outcome().cancel(false);
    } else {
      entry.wishPatiently(wish);
    }
  }

  /** Whether somebody wishes a renewal at once. */
  synchronized boolean isWished(Entry entry) {
    return entry.isWished();
  }

  /** Whether somebody wishes a renewal, at once or when others have ended with the lineage. */
  synchronized boolean isWaitedFor(Entry entry) {
    return entry.isWaitedFor();
  }

  synchronized List<Wish> takeWishes(Entry entry) {
    return entry.takeWishes();
  }

  synchronized void remove(Entry entry) {
    entry.removed = true;
    waiting.remove(entry);
    all.remove(Key.of(entry), entry);
    entry.takeWishes().forEach(wish -> wish.outcome().cancel(false));
  }

  synchronized Collection<Entry> all() {
    return List.copyOf(all.values());
  }

  synchronized int size() {
    return all.size();
  }

  /** Nobody has a turn any more. */
  synchronized List<Entry> close() {
    closed = true;
    List<Entry> left = new ArrayList<>(all.values());
    left.forEach(this::remove);
    notifyAll();
    return left;
  }

  synchronized boolean isClosed() {
    return closed;
  }
}
