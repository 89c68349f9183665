package dev.acmesdk;

import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.LeaseKeeper;
import dev.acmesdk.store.LeaseStore;
import dev.acmesdk.store.LocalLeases;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/** Work on a lineage that nobody else is to do at the same time. */
final class Exclusively {
  /** How soon somebody else goes on after this program has fallen silent without ending. */
  private static final Duration LEASE = Duration.ofMinutes(1);

  private Exclusively() {}

  /**
   * Does something while holding a lineage's lease.
   *
   * @param patience how long to wait for others
   */
  static <T> T run(
      CertificateStore store, String name, Duration patience, Function<Lease, T> work) {
    try (LeaseKeeper keeper = LeaseKeeper.acquire(LocalLeases.of(store), name, LEASE, patience)) {
      return work.apply(keeper.lease());
    }
  }

  /** Does something while holding a lineage's lease, unless somebody else has it. */
  static void runIfFree(CertificateStore store, String name, Consumer<Lease> work) {
    LeaseStore leases = LocalLeases.of(store);
    if (leases.acquire(name, LEASE) instanceof Lease lease) {
      try {
        work.accept(lease);
      } finally {
        leases.release(lease);
      }
    }
  }
}
