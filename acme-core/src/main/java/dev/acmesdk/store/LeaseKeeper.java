package dev.acmesdk.store;

import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.LeaseLostException;
import dev.acmesdk.error.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a lease for as long as the work takes: waits for it, gives signs of life from a thread of
 * its own, and gives it back when it is closed.
 *
 * <p>Instances are safe for use by several threads.
 */
public final class LeaseKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

  /** How many signs of life there are in the time for which a lease outlives one. */
  private static final int SIGNS = 3;

  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private final LeaseStore store;
  private final Lease lease;
  private final Duration ttl;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Future<?> firstSign;

  private LeaseKeeper(LeaseStore store, Lease lease, Duration ttl) {
    this.store = store;
    this.lease = lease;
    this.ttl = ttl;
    this.firstSign = TIMER.schedule(this::startSigns, ttl.toNanos() / SIGNS, TimeUnit.NANOSECONDS);
  }

  /** Most work is done before the first sign is needed. */
  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(1, work -> daemon(work, "acme-leases"));
    timer.setKeepAliveTime(1, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** In a thread of its own, so that a store that hangs costs no other lineage its lease. */
  private void startSigns() {
    daemon(this::giveSigns, "acme-lease-" + lease.name()).start();
  }

  /**
   * Keeps a lease that was acquired just now.
   *
   * @param store who gave it
   * @param lease the lease
   * @param ttl how long the lease outlives the last sign of life: a third of it lies between two
   * @return the keeper, to be closed
   */
  public static LeaseKeeper keep(LeaseStore store, Lease lease, Duration ttl) {
    return new LeaseKeeper(store, lease, ttl);
  }

  /**
   * Acquires a lease and keeps it, unless somebody else has it.
   *
   * @param store who gives leases
   * @param name the lineage's name
   * @param ttl how long the lease outlives the last sign of life: a third of it lies between two
   * @return the keeper, to be closed; empty if somebody else is at work on the lineage
   */
  public static Optional<LeaseKeeper> tryAcquire(LeaseStore store, String name, Duration ttl) {
    return store.acquire(name, ttl) instanceof Lease lease
        ? Optional.of(keep(store, lease, ttl))
        : Optional.empty();
  }

  /**
   * Waits for a lease and keeps it.
   *
   * @param store who gives leases
   * @param name the lineage's name
   * @param ttl how long the lease outlives the last sign of life: a third of it lies between two
   * @param patience how long to wait for others
   * @return the keeper, to be closed
   * @throws StoreException if others are at work on the lineage for longer than that; the message
   *     says who
   * @throws CancelledException if the thread is interrupted while it waits
   */
  public static LeaseKeeper acquire(
      LeaseStore store, String name, Duration ttl, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      LeaseAnswer answer = store.acquire(name, ttl);
      if (answer instanceof Lease lease) {
        return keep(store, lease, ttl);
      }
      if (System.nanoTime() - end >= 0) {
        throw new StoreException(
            "The lineage %s cannot be changed: %s is at work on it, and has been for %d seconds."
                .formatted(name, answer.holder(), patience.toSeconds()),
            "Try again when that has ended.",
            null);
      }
      pause(pause, name);
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }
  }

  private static void pause(Duration duration, String name) {
    try {
      boolean never = new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);
      assert !never;
    } catch (InterruptedException e) {
      throw new CancelledException("the wait for others to end with the lineage " + name, e);
    }
  }

  private void giveSigns() {
    try {
      do {
        giveSign();
      } while (!closed.await(ttl.toNanos() / SIGNS, TimeUnit.NANOSECONDS));
    } catch (LeaseLostException e) {
      LOG.warn("{}", e.getMessage()); // whoever saves something will be told
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void giveSign() {
    try {
      store.renew(lease, ttl);
    } catch (LeaseLostException e) {
      throw e;
    } catch (AcmeException e) {
      LOG.warn("No sign of life could be given for {}: {}", lease.name(), e.getMessage());
    }
  }

  /**
   * The lease that is kept.
   *
   * @return the lease as it was acquired; its end has moved since
   */
  public Lease lease() {
    return lease;
  }

  /** Gives the lease back. It may have been lost meanwhile: that is found out by saving. */
  @Override
  public void close() {
    closed.countDown();
    firstSign.cancel(false);
    boolean interrupted = Thread.interrupted();
    try {
      store.release(lease);
    } catch (AcmeException e) {
      LOG.warn("The lease of {} must expire by itself: {}", lease.name(), e.getMessage());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Shows the lease. */
  @Override
  public String toString() {
    return "LeaseKeeper[" + lease + "]";
  }
}
