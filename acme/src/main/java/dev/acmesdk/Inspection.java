package dev.acmesdk;

import dev.acmesdk.ca.CertificateAuthorities;
import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.dns01.lookup.DnsClient;
import dev.acmesdk.issuance.CertificateRequest;
import dev.acmesdk.preflight.Checklist;
import dev.acmesdk.preflight.PlannedIssuance;
import dev.acmesdk.preflight.PreflightReport;
import dev.acmesdk.store.CertificateStore;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One call of {@code preflight()}: tells the checks what an issuance would do. */
final class Inspection {
  private final Authenticator authenticator;
  private final Settings settings;
  private final CertificateRequest request;
  private final LineageChoice lineages;

  Inspection(
      Authenticator authenticator,
      Settings settings,
      CertificateRequest request,
      @Nullable String lineageName) {
    this.authenticator = authenticator;
    this.settings = settings;
    this.request = request;
    this.lineages = new LineageChoice(settings.certificates(), request.identifiers(), lineageName);
  }

  PreflightReport run() {
    return run(Checklist::examine);
  }

  PreflightReport run(Duration limit) {
    return run((checklist, planned) -> checklist.examine(planned, limit));
  }

  private PreflightReport run(BiFunction<Checklist, PlannedIssuance, PreflightReport> way) {
    try (AcmeClient client = settings.client(settings.directory)) {
      DnsClient dns = settings.dnsClient == null ? DnsClient.ofSystem() : settings.dnsClient;
      return way.apply(Checklist.of(dns), planned(client.withDeadline(settings.deadline())));
    }
  }

  private PlannedIssuance planned(AcmeClient client) {
    CertificateStore store = settings.certificates();
    CertificateRequest complete =
        new Inheritance(settings, new RenewedKey(settings)).complete(request, lineages.current());
    PlannedIssuance planned =
        PlannedIssuance.of(client, complete.planned(), authenticator.solvers())
            .withStore(store)
            .withClock(settings.clock);
    if (settings.certificates == null) {
      planned = planned.withStoreDirectory(settings.storeDirectory);
    }
    if (settings.accounts().find(settings.directory).isEmpty()) {
      planned =
          planned.withNewAccount(settings.termsOfServiceAgreed, settings.externalAccount != null);
    }
    Optional<InetSocketAddress> entrance = authenticator.entrance();
    return entrance.isPresent() ? withEntrance(planned, entrance.get()) : planned;
  }

  /** A private CA may connect to whatever port its operator has told it. */
  private PlannedIssuance withEntrance(PlannedIssuance planned, InetSocketAddress entrance) {
    PlannedIssuance listening =
        planned.withListening(
            entrance.getPort(),
            entrance.getAddress().isAnyLocalAddress() ? null : entrance.getAddress());
    return CertificateAuthorities.at(settings.directory).isPresent()
        ? listening
        : listening.withPublicPort(entrance.getPort());
  }
}
