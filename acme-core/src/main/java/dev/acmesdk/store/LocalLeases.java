package dev.acmesdk.store;

import dev.acmesdk.error.LeaseLostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/**
 * Leases among the threads of one program, for stores that no other program uses.
 *
 * <p>Instances are safe for use by several threads.
 */
public final class LocalLeases implements LeaseStore {
  /** For stores that have no leases of their own. */
  private static final Map<CertificateStore, LocalLeases> BY_STORE = new WeakHashMap<>();

  private final Clock clock;
  private final Map<String, Lease> leases = new HashMap<>();

  /**
   * Makes leases, none of which is held.
   *
   * @param clock tells when a lease has expired
   */
  public LocalLeases(Clock clock) {
    this.clock = clock;
  }

  /**
   * The leases of a store: its own, if it has some, else some among the threads of this program,
   * since such a store is for one program alone.
   *
   * @param store the store
   * @return the same leases at each call
   */
  public static LeaseStore of(CertificateStore store) {
    if (store instanceof LeaseStore leases) {
      return leases;
    }
    synchronized (BY_STORE) {
      return BY_STORE.computeIfAbsent(store, one -> new LocalLeases(Clock.systemUTC()));
    }
  }

  @Override
  public synchronized LeaseAnswer acquire(String name, Duration ttl) {
    requireSome(ttl);
    Lease last = leases.get(name);
    if (last != null && clock.instant().isBefore(last.expires())) {
      return new LeaseHeld(name, last.holder(), last.expires());
    }
    return keep(name, last == null ? 1 : last.token() + 1, ttl);
  }

  private static void requireSome(Duration ttl) {
    if (ttl.isNegative() || ttl.isZero()) {
      throw new IllegalArgumentException("A lease lasts longer than " + ttl);
    }
  }

  private Lease keep(String name, long token, Duration ttl) {
    Lease lease =
        new Lease(
            name,
            token,
            "the thread " + Thread.currentThread().getName(),
            clock.instant().plus(ttl));
    leases.put(name, lease);
    return lease;
  }

  @Override
  public synchronized Lease renew(Lease lease, Duration ttl) {
    requireSome(ttl);
    require(lease);
    return keep(lease.name(), lease.token(), ttl);
  }

  @Override
  public synchronized void release(Lease lease) {
    Lease last = leases.get(lease.name());
    if (last != null && last.token() == lease.token()) {
      leases.put(lease.name(), new Lease(lease.name(), lease.token(), lease.holder(), Instant.MIN));
    }
  }

  /**
   * Changes something as the holder of a lease, expired or not: nobody can take it over meanwhile.
   *
   * @param lease the lease
   * @param change what to do; it should be quick, and must not ask for leases
   * @param <T> what comes of it
   * @return what comes of it
   * @throws LeaseLostException if somebody else has got the lease, or it was given back
   */
  public synchronized <T> T holding(Lease lease, Supplier<T> change) {
    require(lease);
    return change.get();
  }

  /**
   * Checks that a lease is still its holder's, expired or not.
   *
   * @param lease the lease
   * @throws LeaseLostException if somebody else has got it, or it was given back
   */
  public synchronized void require(Lease lease) {
    Lease last = leases.get(lease.name());
    if (last == null || last.token() != lease.token() || last.expires().equals(Instant.MIN)) {
      throw new LeaseLostException(lease.name(), last == null ? "nobody" : last.holder());
    }
  }
}
