package dev.acmesdk.testing.store;

import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.LineageHistory;
import dev.acmesdk.store.OrdersInFlight;
import dev.acmesdk.store.RenewalState;
import dev.acmesdk.store.RenewalStates;

/** What needs a lease. */
enum Write {
  SAVE(CertificateStore.class),
  SAVE_ORDER(OrdersInFlight.class),
  DROP_ORDER(OrdersInFlight.class),
  SAVE_RENEWAL_STATE(RenewalStates.class),
  REMOVE(LineageHistory.class);

  private final Class<?> ability;

  Write(Class<?> ability) {
    this.ability = ability;
  }

  boolean isKnownTo(CertificateStore store) {
    return ability.isInstance(store);
  }

  void run(CertificateStore store, Lease lease) {
    switch (this) {
      case SAVE -> store.save(lease, TestVersions.of(lease.name()));
      case SAVE_ORDER -> ((OrdersInFlight) store).saveOrder(lease, Remembered.order());
      case DROP_ORDER -> ((OrdersInFlight) store).dropOrder(lease);
      case SAVE_RENEWAL_STATE -> ((RenewalStates) store).saveRenewalState(lease, RenewalState.NONE);
      case REMOVE -> ((LineageHistory) store).remove(lease);
    }
  }

  /** All that can be remembered is. */
  static void everything(CertificateStore store, Lease lease) {
    store.save(lease, TestVersions.of(lease.name()));
    if (store instanceof OrdersInFlight orders) {
      orders.saveOrder(lease, Remembered.order());
    }
    if (store instanceof RenewalStates states) {
      states.saveRenewalState(lease, Remembered.FAILED);
    }
  }
}
