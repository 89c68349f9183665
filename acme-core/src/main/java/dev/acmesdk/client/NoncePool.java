package dev.acmesdk.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Nonces that answers brought (RFC 8555 section 6.5). Each is handed out once, the newest first;
 * old ones are dropped, since servers forget them.
 *
 * <p>Requests that run side by side need a nonce each, and every answer brings one back. Whether a
 * taker waits for an answer under way, or spends a request on one nonce more, depends on what that
 * gains: with a far server it soon pays, with a near one hardly ever. In the long run the spending
 * is bounded to a small part of all requests. There are never more nonces in here and under way
 * than requests may run side by side.
 */
final class NoncePool {
  private static final int MAX_SIDE_BY_SIDE = 8;
  private static final Duration MAX_AGE = Duration.ofMinutes(5);

  /** Of the fastest answer: so much is one more request side by side worth. */
  private static final Duration LATENCY_STEP = Duration.ofMillis(25);

  /**
   * After so many answers it is an order of many names, which a second nonce makes far faster...
   */
  private static final long FIRST_ANSWERS = 40;

  /** ...and each further one is under one percent of the traffic after so many more. */
  private static final long ANSWERS_STEP = 200;

  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Entry> entries = new ArrayDeque<>();
  private int underWay;
  private long answers;

  /** How many answers there will be soon, with those that there were. */
  private long expected;

  private @Nullable Duration fastest;

  private record Entry(String nonce, Instant received) {}

  NoncePool(Clock clock) {
    this.clock = clock;
  }

  /**
   * Hands out a nonce. Unless it throws, one of {@link #settle} must follow.
   *
   * @param fresh asks the server for one
   */
  String take(Supplier<String> fresh) throws InterruptedException {
    String pooled = takePooled();
    if (pooled != null) {
      return pooled;
    }
    Instant asked = clock.instant();
    boolean fetched = false;
    try {
      String nonce = fresh.get();
      fetched = true;
      return nonce;
    } finally {
      fetchEnded(fetched, asked);
    }
  }

  private void fetchEnded(boolean fetched, Instant asked) {
    lock.lock();
    try {
      measure(asked);
      if (!fetched) {
        underWay--;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void measure(Instant sent) {
    Duration elapsed = Duration.between(sent, clock.instant());
    if (fastest == null || elapsed.compareTo(fastest) < 0) {
      fastest = elapsed;
    }
  }

  /** How long the fastest answer has taken; nothing before the first one. */
  Duration fastestAnswer() {
    lock.lock();
    try {
      return fastest == null ? Duration.ZERO : fastest;
    } finally {
      lock.unlock();
    }
  }

  /** A nonce from the pool, or {@code null} when the caller is to fetch one. */
  private @Nullable String takePooled() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Entry entry = newestUsable();
      while (entry == null && underWay >= sideBySide()) {
        changed.await();
        entry = newestUsable();
      }
      underWay++;
      return entry == null ? null : entry.nonce();
    } finally {
      lock.unlock();
    }
  }

  /** How many requests side by side are worth a fresh nonce each. */
  private long sideBySide() {
    long byLatency = fastest == null ? 1 : fastest.dividedBy(LATENCY_STEP);
    long traffic = Math.max(answers, expected) - FIRST_ANSWERS;
    long byTraffic = traffic < 0 ? 1 : 2 + traffic / ANSWERS_STEP;
    return Math.min(Math.max(byLatency, byTraffic), MAX_SIDE_BY_SIDE);
  }

  /** Tells of requests that are about to be made, so that it need not be found out by the way. */
  void expect(int requests) {
    lock.lock();
    try {
      expected = answers + requests;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Entry newestUsable() {
    Entry newest = entries.pollFirst();
    if (newest != null && newest.received().plus(MAX_AGE).isBefore(clock.instant())) {
      entries.clear();
      return null;
    }
    return newest;
  }

  /**
   * Ends what {@link #take} began: the answer is here, or will not come.
   *
   * @param nonce what it brought
   * @param sent when the request was sent
   */
  void settle(@Nullable String nonce, Instant sent) {
    lock.lock();
    try {
      underWay--;
      answers++;
      measure(sent);
      if (nonce != null) {
        entries.addFirst(new Entry(nonce, clock.instant()));
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Forgets all nonces: if the server refused one, it may have forgotten them too. */
  void clear() {
    lock.lock();
    try {
      entries.clear();
    } finally {
      lock.unlock();
    }
  }
}
