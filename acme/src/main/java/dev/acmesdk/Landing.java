package dev.acmesdk;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.LeaseLostException;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.issuance.CertificateRequest;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.OrderInFlight;
import dev.acmesdk.store.RenewalState;
import dev.acmesdk.store.RenewalStates;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of an order in flight: its certificate is stored, so that it is to be forgotten. Who
 * finds that it was not, knows that a program was killed in between, before it could tell anybody.
 */
final class Landing {
  private static final Logger LOG = LoggerFactory.getLogger(Landing.class);

  /** How soon a verb that was cut off is called again by whoever wants what it was to get. */
  private static final Duration SAME_CALL = Duration.ofHours(1);

  /** CAs let certificates begin up to an hour ago, for clocks that are wrong. */
  private static final Duration BACKDATED = Duration.ofHours(1);

  private final Settings settings;
  private final CertificateStore store;
  private final CertificateRequest request;
  private final LineageChoice lineages;
  private final RenewedKey keys;
  private final Subset subset;

  Landing(
      Settings settings,
      CertificateStore store,
      CertificateRequest request,
      LineageChoice lineages,
      RenewedKey keys,
      Subset subset) {
    this.settings = settings;
    this.store = store;
    this.request = request;
    this.lineages = lineages;
    this.keys = keys;
    this.subset = subset;
  }

  /** Forgets the order of the lease's lineage: that this fails is no reason to fail. */
  Lease forget(Lease lease) {
    try {
      Flight.landed(store, lease);
    } catch (StoreException e) {
      LOG.warn("The order of {} is done, but still noted: {}", lease.name(), e.getMessage());
    }
    return lease;
  }

  /** What failed before is over. */
  Lease forgetFailures(Lease lease) {
    if (store instanceof RenewalStates states) {
      try {
        RenewalState state = states.findRenewalState(lease.name());
        if (state.failures() > 0) {
          states.saveRenewalState(lease, state.renewed(settings.clock.instant()));
        }
      } catch (StoreException | LeaseLostException e) {
        LOG.warn("Renewal of {} counts as failed still: {}", lease.name(), e.getMessage());
      }
    }
    return lease;
  }

  /** How renewal went; a certificate is of use even if that cannot be read. */
  RenewalState remembered(Lineage lineage) {
    try {
      return store instanceof RenewalStates states
          ? states.findRenewalState(lineage.name())
          : RenewalState.NONE;
    } catch (StoreException e) {
      LOG.warn("It is not known how renewal of {} went: {}", lineage.name(), e.getMessage());
      return RenewalState.NONE;
    }
  }

  /** Brings to its end what got a lineage that is kept, unless somebody is at it right now. */
  void tidyUp(Lineage kept) {
    try {
      if (orderOf(kept).isPresent()) {
        Exclusively.runIfFree(store, kept.name(), this::forget);
      }
    } catch (StoreException | LeaseLostException e) {
      LOG.warn("What is left of the order of {} stays: {}", kept.name(), e.getMessage());
    }
  }

  /**
   * Forgets the order of the current version.
   *
   * @return that version, if it is what this call is to get, too, since it does again what was cut
   *     off a moment ago; later on, somebody wants another one
   */
  Optional<Lineage> forgetLanded(Lease lease) {
    Optional<Lineage> current = lineages.current();
    Optional<OrderInFlight> order = current.flatMap(this::orderOf);
    order.ifPresent(one -> forget(lease));
    return order.filter(this::isOfThisCall).isPresent() ? current : Optional.empty();
  }

  /** Whether an order that was gone on with has only brought again what was just issued. */
  static boolean isOfThisCall(CertificateChain issued, Instant now) {
    return now.isBefore(issued.leaf().getNotBefore().toInstant().plus(SAME_CALL).plus(BACKDATED));
  }

  /** The order of a version is known by its key; but not where keys are used again. */
  private Optional<OrderInFlight> orderOf(Lineage lineage) {
    return keys.isReused(lineage) ? Optional.empty() : Flight.ofCurrent(store, lineage);
  }

  /** Whether an order is one that this call would have placed. */
  boolean isOfThisCall(OrderInFlight order) {
    KeyAlgorithm wanted = settings.keyAlgorithm;
    return order.begun().plus(SAME_CALL).isAfter(settings.clock.instant())
        && order.directory().equals(settings.directory)
        && isForRequest(order)
        && (wanted == null || wanted == KeyAlgorithm.of(order.key().getPublic()));
  }

  private boolean isForRequest(OrderInFlight order) {
    return Flight.isFor(order, request)
        || (subset.isAllowed(lineages.current()) && Subset.isFor(order, request));
  }
}
