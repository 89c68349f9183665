package dev.acmesdk;

import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.LeaseKeeper;
import dev.acmesdk.store.LeaseStore;
import dev.acmesdk.store.LocalLeases;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Work on a lineage that nobody else is to do at the same time. */
final class Exclusively {
  /** How soon somebody else goes on after this program has fallen silent without ending. */
  private static final Duration LEASE = Duration.ofMinutes(1);

  /** For stores that have no leases of their own: such a store is for one program alone. */
  private static final Map<CertificateStore, LocalLeases> LOCAL = new WeakHashMap<>();

  private Exclusively() {}

  /**
   * Does something while holding a lineage's lease.
   *
   * @param patience how long to wait for others
   */
  static <T> T run(
      CertificateStore store, String name, Duration patience, Function<Lease, T> work) {
    try (LeaseKeeper keeper = LeaseKeeper.acquire(leases(store), name, LEASE, patience)) {
      return work.apply(keeper.lease());
    }
  }

  /** Does something while holding a lineage's lease, unless somebody else has it. */
  static void runIfFree(CertificateStore store, String name, Consumer<Lease> work) {
    LeaseStore leases = leases(store);
    if (leases.acquire(name, LEASE) instanceof Lease lease) {
      try {
        work.accept(lease);
      } finally {
        leases.release(lease);
      }
    }
  }

  private static LeaseStore leases(CertificateStore store) {
    if (store instanceof LeaseStore leases) {
      return leases;
    }
    synchronized (LOCAL) {
      return LOCAL.computeIfAbsent(store, one -> new LocalLeases(Clock.systemUTC()));
    }
  }
}
