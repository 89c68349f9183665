package dev.acmesdk;

import dev.acmesdk.ca.CertificateAuthorities;
import dev.acmesdk.ca.CertificateAuthority;
import dev.acmesdk.ca.OrderLint;
import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.NewAccount;
import dev.acmesdk.error.LeaseLostException;
import dev.acmesdk.issuance.CertificateIssuer;
import dev.acmesdk.issuance.CertificateRequest;
import dev.acmesdk.issuance.IssuanceEvent;
import dev.acmesdk.issuance.IssuedCertificate;
import dev.acmesdk.issuance.Progress;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.renewal.CertificateFacts;
import dev.acmesdk.renewal.RenewalSchedule;
import dev.acmesdk.store.AccountStore;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.LineageSummary;
import dev.acmesdk.store.NewVersion;
import dev.acmesdk.store.WritableCheck;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One call of a verb: looks into the store, asks the CA if need be, and stores what comes. */
final class Obtaining {
  private final Authenticator authenticator;
  private final Settings settings;
  private final CertificateRequest request;
  private final Progress progress;
  private final CertificateStore store;
  private final LineageChoice lineages;
  private final RenewedKey keys;
  private final Inheritance inheritance;
  private final Landing landing;

  Obtaining(
      Authenticator authenticator,
      Settings settings,
      CertificateRequest request,
      @Nullable String lineageName) {
    this(
        authenticator,
        settings,
        request,
        new LineageChoice(settings.certificates(), request.identifiers(), lineageName));
  }

  Obtaining(
      Authenticator authenticator,
      Settings settings,
      CertificateRequest request,
      LineageChoice lineages) {
    this.authenticator = authenticator;
    this.settings = settings;
    this.request = request;
    this.progress = new Progress(settings.listener);
    this.store = settings.certificates();
    this.keys = new RenewedKey(settings);
    this.inheritance = new Inheritance(settings, keys);
    this.lineages = lineages;
    this.landing = new Landing(settings, store, request, lineages, keys);
  }

  Lineage obtain() {
    Optional<Lineage> kept = keptOne();
    kept.ifPresent(landing::tidyUp);
    return kept.orElseGet(this::obtainExclusively);
  }

  private Lineage obtainExclusively() {
    try {
      return exclusively(
          (lease, issuer) -> {
            landing.forgetLanded(lease);
            return keptOne().orElseGet(() -> getByHand(lease, issuer));
          });
    } catch (LeaseLostException e) {
      lineages.look();
      return keptOne().orElseThrow(() -> e); // perhaps the other one has got it
    }
  }

  private Optional<Lineage> keptOne() {
    Optional<Lineage> usable = lineages.current().filter(this::isGoodEnough);
    usable.ifPresent(
        lineage ->
            progress.report(new IssuanceEvent.CertificateKept(lineage.name(), dueAt(lineage))));
    return usable;
  }

  Lineage reissue() {
    return exclusively(
        (lease, issuer) -> landing.forgetLanded(lease).orElseGet(() -> getByHand(lease, issuer)));
  }

  /** Gets a new version for somebody who has the lease, knows that one is needed, and remembers. */
  Lineage renew(Lease lease) {
    return withCheckedIssuer(
        issuer -> {
          landing.forgetLanded(lease);
          return get(lease, issuer);
        });
  }

  private Lineage exclusively(BiFunction<Lease, CertificateIssuer, Lineage> work) {
    return withCheckedIssuer(issuer -> exclusively(issuer, work));
  }

  /** What is wrong with the request is told before anything is written. */
  private Lineage withCheckedIssuer(Function<CertificateIssuer, Lineage> way) {
    return withIssuer(
        settings.directory,
        () -> checkWritable(store),
        issuer -> {
          issuer.check(inheritance.complete(request, lineages.current()));
          return way.apply(issuer);
        });
  }

  /** Which lineage it is may be another one by the time that its lease is there. */
  private Lineage exclusively(
      CertificateIssuer issuer, BiFunction<Lease, CertificateIssuer, Lineage> work) {
    while (true) {
      String name = name();
      Optional<Lineage> done =
          Exclusively.run(
              store,
              name,
              settings.patience(),
              lease -> {
                lineages.look();
                return name.equals(name())
                    ? Optional.of(work.apply(lease, issuer))
                    : Optional.empty();
              });
      if (done.isPresent()) {
        return done.get();
      }
    }
  }

  private String name() {
    return lineages.current().map(Lineage::name).orElseGet(lineages::newName);
  }

  private boolean isGoodEnough(Lineage lineage) {
    boolean sameCa = lineage.directory() == null || lineage.directory().equals(settings.directory);
    return sameCa
        && lineages.isForSameNames(lineage)
        && settings.clock.instant().isBefore(dueAt(lineage));
  }

  /** As in the background: what the CA has suggested and the renewal file says comes first. */
  private Instant dueAt(Lineage lineage) {
    return RenewalSchedule.dueAt(
        CertificateFacts.of(LineageSummary.of(lineage), settings.renewalPolicy),
        landing.remembered(lineage),
        settings.clock.instant());
  }

  /** A manager has its own word to say about failures that are over; nobody else has. */
  private Lineage getByHand(Lease lease, CertificateIssuer issuer) {
    Lineage lineage = get(lease, issuer);
    Interruption.waitsFor(() -> landing.forgetFailures(lease));
    return lineage;
  }

  private Lineage get(Lease lease, CertificateIssuer issuer) {
    Optional<Lineage> current = lineages.current();
    CertificateRequest wanted =
        inheritance.complete(request, current).withReplaces(predecessor(current));
    IssuedCertificate issued =
        Flight.run(
            store, lease, settings.directory, settings.clock, wanted, keys.after(current), issuer);
    if (current.filter(one -> one.chain().leaf().equals(issued.chain().leaf())).isPresent()) {
      landing.forget(lease);
      return Landing.isOfThisCall(issued.chain(), settings.clock.instant())
          ? current.get()
          : get(lease, issuer);
    }
    NewVersion version =
        new NewVersion(
            lease.name(),
            issued.chain(),
            issued.privateKey(),
            settings.directory,
            issued.account(),
            renewalParameters(current));
    Lineage lineage = Interruption.waitsFor(() -> store.save(lease, version));
    Interruption.waitsFor(() -> landing.forget(lease));
    progress.report(new IssuanceEvent.CertificateStored(lineage.name(), lineage.version()));
    return lineage;
  }

  /** What a renewal file is to say of this way to get a certificate. */
  Map<String, String> renewalParameters(Optional<Lineage> current) {
    Map<String, String> parameters = new HashMap<>(authenticator.renewalParameters(current));
    parameters.putAll(inheritance.renewalParameters(current));
    return parameters;
  }

  /** RFC 9773 section 5: of the same CA, and with at least one identifier in common. */
  private @Nullable CertificateId predecessor(Optional<Lineage> current) {
    return current
        .filter(lineage -> settings.directory.equals(lineage.directory()))
        .filter(
            lineage ->
                !Collections.disjoint(Identifier.allOf(lineage.chain()), request.identifiers()))
        .flatMap(lineage -> CertificateId.of(lineage.chain().leaf()))
        .orElse(null);
  }

  IssuedCertificate dryRun() {
    return dryRun(twin().orElse(settings.directory));
  }

  /** Goes all the way at the CA's twin for practice, if there is one. */
  Optional<IssuedCertificate> rehearse() {
    return twin().map(this::dryRun);
  }

  /** A twin that wants an external account wants another one than the CA itself. */
  private Optional<URI> twin() {
    return CertificateAuthorities.at(settings.directory)
        .filter(ca -> !ca.externalAccount().isRequired())
        .map(CertificateAuthority::staging);
  }

  private IssuedCertificate dryRun(URI directory) {
    CertificateRequest wanted = inheritance.complete(request, lineages.current()).revalidating();
    return withIssuer(directory, () -> {}, issuer -> issuer.issue(wanted));
  }

  /**
   * In this order: what was asked for is checked, then the port, then the store; then it begins.
   */
  private <T> T withIssuer(URI directory, Runnable storeCheck, Function<CertificateIssuer, T> way) {
    try (AcmeClient client = settings.client(directory)) {
      AcmeClient hurried = client.withDeadline(settings.deadline());
      Accounts accounts = new Accounts(settings, directory, hurried, progress);
      NewAccount newAccount = accounts.newAccount();
      accounts.check();
      return way.apply(
          new CertificateIssuer(
              client,
              () -> {
                Optional<AccountCredentials> stored =
                    accounts.stored(lineages.current().map(Lineage::name));
                storeCheck.run();
                checkWritable(settings.accounts());
                return stored.orElseGet(() -> accounts.make(newAccount));
              },
              authenticator.solvers(),
              settings.listener,
              settings.clock,
              OrderLint.at(directory)));
    }
  }

  private static void checkWritable(CertificateStore store) {
    if (store instanceof WritableCheck check) {
      check.checkWritable();
    }
  }

  private static void checkWritable(AccountStore store) {
    if (store instanceof WritableCheck check) {
      check.checkWritable();
    }
  }
}
