package dev.acmesdk;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.DeadlineExceededException;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.LeaseLostException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.ServerUnreachableException;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.error.ValidationFailedException;
import dev.acmesdk.issuance.CertificateIssuer;
import dev.acmesdk.issuance.CertificateRequest;
import dev.acmesdk.issuance.IssuedCertificate;
import dev.acmesdk.issuance.OrderJournal;
import dev.acmesdk.solver.PendingChallenge;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.OrderInFlight;
import dev.acmesdk.store.OrdersInFlight;
import dev.acmesdk.store.PresentedChallenge;
import java.net.URI;
import java.security.KeyPair;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One order of one lineage, from the first note in the store to the certificate: a program that was
 * killed in between goes on with it at its next start.
 */
final class Flight implements OrderJournal {
  private static final Logger LOG = LoggerFactory.getLogger(Flight.class);

  private final OrdersInFlight store;
  private final Lease lease;
  private final URI directory;
  private final Clock clock;
  private final CertificateRequest request;
  private final KeyPair key;
  private @Nullable OrderInFlight noted;
  private final List<PresentedChallenge> left = new ArrayList<>();
  private List<PresentedChallenge> presentedAgain = List.of();
  private boolean attempted;

  private Flight(
      OrdersInFlight store,
      Lease lease,
      URI directory,
      Clock clock,
      CertificateRequest request,
      KeyPair key,
      @Nullable OrderInFlight noted) {
    this.store = store;
    this.lease = lease;
    this.directory = directory;
    this.clock = clock;
    this.request = request.keepingOrder();
    this.key = key;
    this.noted = noted;
    if (noted != null) {
      left.addAll(noted.presented());
    }
  }

  /**
   * Gets a certificate: goes on with the order in flight if it is for the same things, else places
   * one. The order stays in the store until {@link #landed}.
   */
  static IssuedCertificate run(
      CertificateStore store,
      Lease lease,
      URI directory,
      Clock clock,
      CertificateRequest request,
      KeyPair newKey,
      CertificateIssuer issuer) {
    if (!(store instanceof OrdersInFlight orders)) {
      return issuer.issue(request, newKey);
    }
    Optional<OrderInFlight> found = orders.findOrder(lease.name());
    Optional<OrderInFlight> before = found.filter(order -> order.directory().equals(directory));
    found.filter(order -> before.isEmpty()).ifPresent(order -> takeAway(issuer, order));
    if (before.isPresent()
        && isFor(before.get(), request)
        && KeyAlgorithm.of(before.get().key().getPublic()) == request.keyAlgorithm()) {
      Flight flight =
          new Flight(orders, lease, directory, clock, request, before.get().key(), before.get());
      Optional<IssuedCertificate> issued = flight.goOn(issuer, before.get());
      if (issued.isPresent()) {
        return issued.get();
      }
    } else {
      before.ifPresent(order -> abandon(issuer, request, order));
    }
    return new Flight(orders, lease, directory, clock, request, newKey, null).begin(issuer);
  }

  /** An order at this CA that somebody has begun, and not ended. */
  static Optional<OrderInFlight> begun(CertificateStore store, Lease lease, URI directory) {
    return store instanceof OrdersInFlight orders
        ? orders.findOrder(lease.name()).filter(order -> order.directory().equals(directory))
        : Optional.empty();
  }

  static boolean isFor(OrderInFlight order, CertificateRequest request) {
    return Set.copyOf(order.identifiers()).equals(Set.copyOf(request.identifiers()))
        && (request.profile() == null || request.profile().equals(order.profile()));
  }

  /** Something else is wanted now. The order would hang at the CA until it expires. */
  private static void abandon(
      CertificateIssuer issuer, CertificateRequest request, OrderInFlight order) {
    takeAway(issuer, order);
    RuntimeException reason = new InvalidRequestException("Something else is wanted.");
    order.placed().ifPresent(url -> issuer.giveUp(request, url, order.key(), reason));
    LOG.info("{} is given up, since something else is wanted now", order);
    for (Throwable failure : reason.getSuppressed()) {
      LOG.warn("Its authorizations could not be given up: {}", failure.getMessage());
    }
  }

  /** What a killed process had no time to take away, whatever the CA still knows of it. */
  private static void takeAway(CertificateIssuer issuer, OrderInFlight order) {
    issuer.cleanUpLeftovers(Leftovers.of(order));
  }

  private IssuedCertificate begin(CertificateIssuer issuer) {
    return noting(issuer, () -> issuer.issue(request, key, this));
  }

  /** Empty if the order is of no use any more. */
  private Optional<IssuedCertificate> goOn(CertificateIssuer issuer, OrderInFlight order) {
    try {
      return Optional.of(
          noting(
              issuer,
              () ->
                  order.placed().isPresent()
                      ? resume(issuer, order, order.placed().get())
                      : issuer.takeUp(request, key, this)));
    } catch (RejectedException | ValidationFailedException e) {
      if (attempted) {
        throw e; // it failed just now, and so would the next one
      }
      LOG.info("{} cannot be gone on with: {}", order, e.getMessage());
      return Optional.empty();
    }
  }

  private IssuedCertificate resume(CertificateIssuer issuer, OrderInFlight order, URI url) {
    try {
      if (order.isPresented() && order.presented().isEmpty()) {
        issuer.cleanUpLeftovers(request, url, key);
      }
      return issuer.resume(request, url, key, this);
    } finally {
      left.removeAll(presentedAgain);
      Interruption.waitsFor(
          () -> {
            issuer.cleanUpLeftovers(Leftovers.of(order.presenting(left)));
            return left;
          });
    }
  }

  /** Does a part of the flight. */
  @FunctionalInterface
  private interface Part {
    IssuedCertificate run();
  }

  private IssuedCertificate noting(CertificateIssuer issuer, Part part) {
    try {
      return part.run();
    } catch (AcmeException e) {
      if (!mayBeGoneOnWith(e)) {
        end(issuer, e);
      }
      throw e;
    }
  }

  /** What only needs another try, goes on with this order; so does what was not the CA's fault. */
  private boolean mayBeGoneOnWith(AcmeException e) {
    boolean isPlaced = noted != null && noted.placed().isPresent();
    boolean isPassing =
        List.of(
                CancelledException.class,
                DeadlineExceededException.class,
                ServerUnreachableException.class)
            .contains(e.getClass());
    return isPassing
        || (isPlaced
            && !(e instanceof ValidationFailedException)
            && !(e instanceof RejectedException));
  }

  private void end(CertificateIssuer issuer, AcmeException reason) {
    OrderInFlight order = noted;
    if (order == null) {
      return;
    }
    if (!(reason instanceof ValidationFailedException)) {
      order.placed().ifPresent(url -> issuer.giveUp(request, url, key, reason));
    }
    try {
      store.dropOrder(lease);
    } catch (StoreException | LeaseLostException e) {
      reason.addSuppressed(e);
    }
  }

  /** The order by which the current version was got, if it is still noted. */
  static Optional<OrderInFlight> ofCurrent(CertificateStore store, Lineage current) {
    return store instanceof OrdersInFlight orders
        ? orders
            .findOrder(current.name())
            .filter(order -> current.chain().isFor(order.key().getPublic()))
        : Optional.empty();
  }

  /** The certificate is in the store. */
  static void landed(CertificateStore store, Lease lease) {
    if (store instanceof OrdersInFlight orders) {
      orders.dropOrder(lease);
    }
  }

  @Override
  public void placing(URI account) {
    note(
        new OrderInFlight(
            directory,
            account,
            null,
            request.identifiers(),
            request.profile(),
            key,
            clock.instant(),
            false));
  }

  @Override
  public void placed(URI order) {
    if (noted != null) {
      note(noted.at(order));
    }
  }

  @Override
  public void presenting(List<PendingChallenge<?>> challenges) {
    attempted = true;
    presentedAgain = Leftovers.remembered(challenges);
    if (noted != null) {
      Set<PresentedChallenge> all = new LinkedHashSet<>(left);
      all.addAll(presentedAgain);
      note(noted.presenting(List.copyOf(all)));
    }
  }

  private void note(OrderInFlight order) {
    store.saveOrder(lease, order);
    noted = order;
  }
}
