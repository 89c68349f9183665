package dev.acmesdk.manager;

import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.OrdersInFlight;
import dev.acmesdk.store.RenewalState;
import dev.acmesdk.store.RenewalStates;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a store remembers of renewals, if it does. */
final class Memory {
  private final CertificateStore store;
  private final String name;

  Memory(CertificateStore store, String name) {
    this.store = store;
    this.name = name;
  }

  /** What the store remembers; {@code null} if it does not remember. */
  @Nullable RenewalState read() {
    return store instanceof RenewalStates states ? states.findRenewalState(name) : null;
  }

  /**
   * An interruption, which ends an attempt, must not keep it from being remembered how it ended.
   */
  void write(Lease lease, RenewalState state) {
    if (store instanceof RenewalStates states) {
      uninterrupted(
          () -> {
            states.saveRenewalState(lease, state);
            return state;
          });
    }
  }

  boolean hasOrderInFlight() {
    return store instanceof OrdersInFlight orders && orders.findOrder(name).isPresent();
  }

  private static <T> T uninterrupted(Supplier<T> work) {
    boolean interrupted = Thread.interrupted();
    try {
      return work.get();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
