package dev.acmesdk;

import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.ValidationFailedException;
import dev.acmesdk.issuance.CertificateIssuer;
import dev.acmesdk.issuance.CertificateRequest;
import dev.acmesdk.issuance.IssuanceEvent;
import dev.acmesdk.issuance.IssuedCertificate;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.NewVersion;
import dev.acmesdk.store.OrderInFlight;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One new version of a lineage, from the order to the store. */
final class Issuing {
  private static final Logger LOG = LoggerFactory.getLogger(Issuing.class);

  private final Authenticator authenticator;
  private final Staff staff;
  private final Settings settings;
  private final LineageChoice lineages;

  /** What to do if all names that can be had are in the store already, and not due. */
  enum IfStored {
    RETURN,
    FAIL,
    REPLACE
  }

  Issuing(Authenticator authenticator, Staff staff) {
    this.authenticator = authenticator;
    this.staff = staff;
    this.settings = staff.settings();
    this.lineages = staff.lineages();
  }

  /** Gets a version, and stores it, for somebody who has the lease. */
  Lineage run(
      Lease lease, CertificateIssuer issuer, CertificateRequest request, IfStored ifStored) {
    CertificateRequest wanted = staff.inheritance().complete(request, lineages.current());
    if (!staff.subset().isAllowed(lineages.current())) {
      return run(lease, issuer, wanted);
    }
    Optional<Lineage> finished = finishForLess(lease, issuer, wanted);
    return finished.isPresent()
        ? finished.get()
        : staff
            .subset()
            .forAsManyAsPossible(
                wanted, (some, failure) -> getUnlessStored(lease, issuer, some, failure, ifStored));
  }

  private Lineage getUnlessStored(
      Lease lease,
      CertificateIssuer issuer,
      CertificateRequest some,
      @Nullable AcmeException failure,
      IfStored ifStored) {
    if (failure != null && ifStored != IfStored.REPLACE) {
      Optional<Lineage> stored = staff.keeping().insteadOf(some);
      if (stored.isPresent() && ifStored == IfStored.FAIL) {
        throw failure;
      }
      if (stored.isPresent()) {
        return staff.keeping().told(stored.get());
      }
    }
    return run(lease, issuer, some);
  }

  /**
   * Goes on with what a killed program was about to get for fewer names: it is not to be lost.
   *
   * @return what came of it, unless that was long ago, so that it is time to try again for all
   */
  private Optional<Lineage> finishForLess(
      Lease lease, CertificateIssuer issuer, CertificateRequest wanted) {
    Optional<OrderInFlight> begun =
        Flight.begun(staff.store(), lease, settings.directory)
            .filter(order -> Subset.isFor(order, wanted));
    if (begun.isEmpty()) {
      return Optional.empty();
    }
    try {
      Lineage finished = run(lease, issuer, wanted.withIdentifiers(begun.get().identifiers()));
      lineages.look();
      return staff.landing().isOfThisCall(begun.get()) ? Optional.of(finished) : Optional.empty();
    } catch (ValidationFailedException | RejectedException e) {
      LOG.info("{} came to nothing: {}", begun.get(), e.getMessage());
      return Optional.empty();
    }
  }

  private Lineage run(Lease lease, CertificateIssuer issuer, CertificateRequest asked) {
    Optional<Lineage> current = lineages.current();
    CertificateRequest wanted = asked.withReplaces(predecessor(current, asked.identifiers()));
    IssuedCertificate issued =
        Flight.run(
            staff.store(),
            lease,
            settings.directory,
            settings.clock,
            wanted,
            staff.keys().after(current),
            issuer);
    if (current.filter(one -> one.chain().leaf().equals(issued.chain().leaf())).isPresent()) {
      staff.landing().forget(lease);
      return Landing.isOfThisCall(issued.chain(), settings.clock.instant())
          ? current.get()
          : run(lease, issuer, asked);
    }
    NewVersion version =
        new NewVersion(
            lease.name(),
            issued.chain(),
            issued.privateKey(),
            settings.directory,
            issued.account(),
            renewalParameters(current));
    Lineage lineage = Interruption.waitsFor(() -> staff.store().save(lease, version));
    Interruption.waitsFor(() -> staff.landing().forget(lease));
    staff.progress().report(new IssuanceEvent.CertificateStored(lineage.name(), lineage.version()));
    return lineage;
  }

  /** What a renewal file is to say of this way to get a certificate. */
  Map<String, String> renewalParameters(Optional<Lineage> current) {
    Map<String, String> parameters = new HashMap<>(authenticator.renewalParameters(current));
    parameters.putAll(staff.inheritance().renewalParameters(current));
    return parameters;
  }

  /** RFC 9773 section 5: of the same CA, and with at least one identifier in common. */
  private @Nullable CertificateId predecessor(
      Optional<Lineage> current, List<Identifier> identifiers) {
    return current
        .filter(lineage -> settings.directory.equals(lineage.directory()))
        .filter(lineage -> !Collections.disjoint(Identifier.allOf(lineage.chain()), identifiers))
        .flatMap(lineage -> CertificateId.of(lineage.chain().leaf()))
        .orElse(null);
  }
}
