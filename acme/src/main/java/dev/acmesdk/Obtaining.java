package dev.acmesdk;

import dev.acmesdk.ca.CertificateAuthorities;
import dev.acmesdk.ca.CertificateAuthority;
import dev.acmesdk.ca.OrderLint;
import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.NewAccount;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.LeaseLostException;
import dev.acmesdk.issuance.CertificateIssuer;
import dev.acmesdk.issuance.CertificateRequest;
import dev.acmesdk.issuance.IssuedCertificate;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.store.AccountStore;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.WritableCheck;
import java.net.URI;
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
  private final CertificateStore store;
  private final LineageChoice lineages;
  private final Staff staff;
  private final Issuing issuing;

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
    this.lineages = lineages;
    this.staff = Staff.of(settings, request, lineages);
    this.store = staff.store();
    this.issuing = new Issuing(authenticator, staff);
  }

  Lineage obtain() {
    Optional<Lineage> kept = keptOne();
    kept.ifPresent(staff.landing()::tidyUp);
    return kept.orElseGet(this::obtainExclusively);
  }

  private Lineage obtainExclusively() {
    try {
      return exclusively(
          (lease, issuer) -> {
            staff.landing().forgetLanded(lease);
            return keptOne().orElseGet(() -> getByHand(lease, issuer, Issuing.IfStored.RETURN));
          });
    } catch (LeaseLostException e) {
      lineages.look();
      return keptOne().orElseThrow(() -> e); // perhaps the other one has got it
    }
  }

  private Optional<Lineage> keptOne() {
    return staff.keeping().same().map(staff.keeping()::told);
  }

  Lineage reissue() {
    return exclusively(
        (lease, issuer) ->
            staff
                .landing()
                .forgetLanded(lease)
                .orElseGet(() -> getByHand(lease, issuer, Issuing.IfStored.REPLACE)));
  }

  /** Gets a new version for somebody who has the lease, knows that one is needed, and remembers. */
  Lineage renew(Lease lease) {
    return withCheckedIssuer(
        issuer -> {
          staff.landing().forgetLanded(lease);
          return issuing.run(lease, issuer, request, Issuing.IfStored.FAIL);
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
          issuer.check(staff.inheritance().complete(request, lineages.current()));
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

  /** A manager has its own word to say about failures that are over; nobody else has. */
  private Lineage getByHand(Lease lease, CertificateIssuer issuer, Issuing.IfStored ifStored) {
    int before = lineages.current().map(Lineage::version).orElse(0);
    Lineage lineage = issuing.run(lease, issuer, request, ifStored);
    if (lineage.version() != before || lineages.isForSameNames(lineage)) {
      Interruption.waitsFor(() -> staff.landing().forgetFailures(lease));
    }
    return lineage;
  }

  /** What a renewal file is to say of this way to get a certificate. */
  Map<String, String> renewalParameters(Optional<Lineage> current) {
    return issuing.renewalParameters(current);
  }

  IssuedCertificate dryRun() {
    return dryRun(twin().orElse(settings.directory), Issuing.IfStored.REPLACE);
  }

  /** Goes all the way at the CA's twin for practice, if there is one. */
  Optional<IssuedCertificate> rehearse() {
    return twin().map(directory -> dryRun(directory, Issuing.IfStored.FAIL));
  }

  /** A twin that wants an external account wants another one than the CA itself. */
  private Optional<URI> twin() {
    return CertificateAuthorities.at(settings.directory)
        .filter(ca -> !ca.externalAccount().isRequired())
        .map(CertificateAuthority::staging);
  }

  private IssuedCertificate dryRun(URI directory, Issuing.IfStored ifStored) {
    CertificateRequest wanted =
        staff.inheritance().complete(request, lineages.current()).revalidating();
    return withIssuer(
        directory,
        () -> {},
        issuer ->
            staff.subset().isAllowed(lineages.current())
                ? staff
                    .subset()
                    .forAsManyAsPossible(
                        wanted, (some, failure) -> rehearse(issuer, some, failure, ifStored))
                : issuer.issue(wanted));
  }

  private IssuedCertificate rehearse(
      CertificateIssuer issuer,
      CertificateRequest some,
      @Nullable AcmeException failure,
      Issuing.IfStored ifStored) {
    if (failure != null
        && ifStored == Issuing.IfStored.FAIL
        && staff.keeping().insteadOf(some).isPresent()) {
      throw failure;
    }
    return issuer.issue(some);
  }

  /**
   * In this order: what was asked for is checked, then the port, then the store; then it begins.
   */
  private <T> T withIssuer(URI directory, Runnable storeCheck, Function<CertificateIssuer, T> way) {
    try (AcmeClient client = settings.client(directory)) {
      AcmeClient hurried = client.withDeadline(settings.deadline());
      Accounts accounts = new Accounts(settings, directory, hurried, staff.progress());
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
