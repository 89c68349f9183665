package dev.acmesdk.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Nonces that answers brought (RFC 8555 section 6.5). Each is handed out once, the newest first;
 * old ones are dropped, since servers forget them.
 *
 * <p>Requests that run side by side need a nonce each, and every answer brings one back. So a taker
 * waits a moment for an answer that is under way before it spends a request on a fresh nonce: when
 * the server is near, that saves the request; when it is far, the requests soon run in parallel.
 */
final class NoncePool {
  private static final int CAPACITY = 16;
  private static final Duration MAX_AGE = Duration.ofMinutes(5);
  private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(100);

  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Entry> entries = new ArrayDeque<>();
  private int underWay;
  private boolean fetching;

  private record Entry(String nonce, Instant received) {}

  NoncePool(Clock clock) {
    this.clock = clock;
  }

  /**
   * Hands out a nonce. Each call must be followed by one of {@link #settle}.
   *
   * @param fresh asks the server for one
   */
  String take(Supplier<String> fresh) throws InterruptedException {
    String pooled = takePooled();
    if (pooled != null) {
      return pooled;
    }
    boolean fetched = false;
    try {
      String nonce = fresh.get();
      fetched = true;
      return nonce;
    } finally {
      fetchEnded(fetched);
    }
  }

  /** A nonce from the pool, or {@code null} when the caller is to fetch one. */
  private @Nullable String takePooled() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long patience = PATIENCE;
      while (true) {
        Entry entry = newestUsable();
        if (entry != null) {
          underWay++;
          return entry.nonce();
        }
        if (!fetching && (underWay == 0 || patience <= 0)) {
          fetching = true;
          underWay++;
          return null;
        }
        long remaining = changed.awaitNanos(patience > 0 ? patience : PATIENCE);
        patience = Math.min(patience, remaining);
      }
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

  private void fetchEnded(boolean fetched) {
    lock.lock();
    try {
      fetching = false;
      if (!fetched) {
        underWay--;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends what {@link #take} began: the answer is here, with its nonce, or will not come. */
  void settle(@Nullable String nonce) {
    lock.lock();
    try {
      underWay--;
      if (nonce != null) {
        entries.addFirst(new Entry(nonce, clock.instant()));
        if (entries.size() > CAPACITY) {
          entries.removeLast();
        }
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
