package dev.acmesdk.testing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.store.Lease;
import dev.acmesdk.store.LeaseAnswer;
import dev.acmesdk.store.LeaseHeld;
import dev.acmesdk.store.LeaseStore;
import java.time.Duration;

/**
 * What contract tests with leases need to know as well: how time passes.
 *
 * @param <S> the store's type
 */
public abstract class LeasingContract<S extends LeaseStore> extends StoreContract<S> {

  /** For the contracts in this package. */
  LeasingContract() {}

  /**
   * Lets time pass for the leases of all instances that were opened in this test: moves the clock
   * that they were given. If a store takes its time from elsewhere, this waits in truth; then let
   * {@link #ttl()} be short.
   *
   * @param duration how long, more than zero
   */
  protected abstract void letTimePass(Duration duration);

  /**
   * How long the leases of the tests last.
   *
   * @return a minute, unless overridden: long enough that none expires by itself during a test
   */
  protected Duration ttl() {
    return Duration.ofMinutes(1);
  }

  final Lease acquire(S store, String name) {
    LeaseAnswer answer = store.acquire(name, ttl());
    assertThat(answer).isInstanceOf(Lease.class);
    return (Lease) answer;
  }

  final LeaseHeld refused(S store, String name) {
    LeaseAnswer answer = store.acquire(name, ttl());
    assertThat(answer).isInstanceOf(LeaseHeld.class);
    return (LeaseHeld) answer;
  }

  /** Not yet enough for a lease to expire. */
  final void letHalfPass() {
    letTimePass(ttl().dividedBy(2));
  }

  /** More than enough, for those who have seen it before. */
  final void letAllPass() {
    letTimePass(ttl().multipliedBy(3).dividedBy(2));
  }

  /** Gets the lease of a holder who has fallen silent. */
  final Lease takeOver(S store, String name) {
    if (store.acquire(name, ttl()) instanceof Lease lease) {
      return lease; // the store has noticed the end of its holder by itself
    }
    letAllPass();
    return acquire(store, name);
  }
}
