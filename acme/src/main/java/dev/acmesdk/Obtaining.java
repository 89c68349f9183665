package dev.acmesdk;

import dev.acmesdk.ca.CertificateAuthorities;
import dev.acmesdk.ca.CertificateAuthority;
import dev.acmesdk.ca.OrderLint;
import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.NewAccount;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.issuance.CertificateIssuer;
import dev.acmesdk.issuance.CertificateRequest;
import dev.acmesdk.issuance.IssuanceEvent;
import dev.acmesdk.issuance.IssuedCertificate;
import dev.acmesdk.issuance.Progress;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.AccountStore;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.NewVersion;
import dev.acmesdk.store.WritableCheck;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call of a verb: looks into the store, asks the CA if need be, and stores what comes. */
final class Obtaining {
  private final Authenticator authenticator;
  private final Settings settings;
  private final CertificateRequest request;
  private final Progress progress;
  private final CertificateStore store;
  private final LineageChoice lineages;

  Obtaining(
      Authenticator authenticator,
      Settings settings,
      CertificateRequest request,
      @Nullable String lineageName) {
    this.authenticator = authenticator;
    this.settings = settings;
    this.request = request;
    this.progress = new Progress(settings.listener);
    this.store = settings.certificates();
    this.lineages = new LineageChoice(store, request.identifiers(), lineageName);
  }

  Lineage obtain() {
    Optional<Lineage> usable = lineages.current().filter(this::isGoodEnough);
    if (usable.isPresent()) {
      progress.report(new IssuanceEvent.CertificateKept(usable.get().name(), dueAt(usable.get())));
      return usable.get();
    }
    return reissue();
  }

  private boolean isGoodEnough(Lineage lineage) {
    boolean sameCa = lineage.directory() == null || lineage.directory().equals(settings.directory);
    return sameCa
        && lineages.isForSameNames(lineage)
        && settings.clock.instant().isBefore(dueAt(lineage));
  }

  private Instant dueAt(Lineage lineage) {
    return settings.renewalPolicy.dueAt(lineage.chain().leaf());
  }

  Lineage reissue() {
    Optional<Lineage> current = lineages.current();
    String name = current.map(Lineage::name).orElseGet(lineages::newName);
    IssuedCertificate issued =
        issue(
            request.withKeyAlgorithm(keyAlgorithm(current)).withReplaces(predecessor(current)),
            settings.directory,
            () -> checkWritable(store));
    NewVersion version =
        new NewVersion(
            name,
            issued.chain(),
            issued.privateKey(),
            settings.directory,
            issued.account(),
            authenticator.renewalParameters());
    Lineage lineage = Interruption.waitsFor(() -> store.save(version));
    progress.report(new IssuanceEvent.CertificateStored(lineage.name(), lineage.version()));
    return lineage;
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

  private KeyAlgorithm keyAlgorithm(Optional<Lineage> current) {
    if (settings.keyAlgorithm != null) {
      return settings.keyAlgorithm;
    }
    return current
        .map(lineage -> KeyAlgorithm.of(lineage.chain().leaf().getPublicKey()))
        .orElse(KeyAlgorithm.EC_P256);
  }

  IssuedCertificate dryRun() {
    // A twin that wants an external account wants another one than the CA itself.
    URI directory =
        CertificateAuthorities.at(settings.directory)
            .filter(ca -> !ca.externalAccount().isRequired())
            .map(CertificateAuthority::staging)
            .orElse(settings.directory);
    return issue(
        request.withKeyAlgorithm(keyAlgorithm(lineages.current())).revalidating(),
        directory,
        () -> {});
  }

  /**
   * In this order: what was asked for is checked, then the port, then the store; then it begins.
   */
  private IssuedCertificate issue(CertificateRequest wanted, URI directory, Runnable storeCheck) {
    try (AcmeClient client = settings.client(directory)) {
      AcmeClient hurried = client.withDeadline(settings.deadline());
      Accounts accounts = new Accounts(settings, directory, hurried, progress);
      NewAccount newAccount = accounts.newAccount();
      return new CertificateIssuer(
              client,
              () -> {
                Optional<AccountCredentials> stored = accounts.stored();
                storeCheck.run();
                checkWritable(settings.accounts());
                return stored.orElseGet(() -> accounts.make(newAccount));
              },
              authenticator.solvers(),
              settings.listener,
              settings.clock,
              OrderLint.at(directory))
          .issue(wanted);
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
