package dev.acmesdk;

import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.RenewalAnswer;
import dev.acmesdk.issuance.CertificateRequest;
import dev.acmesdk.manager.CaRoute;
import dev.acmesdk.manager.Rehearsal;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.Lineage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One CA, as a manager of certificates sees it. */
final class Route implements CaRoute, Rehearsal {
  /** The question is small, and there is always another day to ask it. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Authenticator authenticator;
  private final Settings settings;
  private final CertificateRequest request;
  private final String lineage;

  Route(
      Authenticator authenticator, Settings settings, CertificateRequest request, String lineage) {
    this.authenticator = authenticator;
    this.settings = settings;
    this.request = request;
    this.lineage = lineage;
  }

  @Override
  public URI directory() {
    return settings.directory;
  }

  @Override
  public Lineage renew(Lease lease) {
    return Interruption.ends(() -> obtaining().renew(lease));
  }

  @Override
  public boolean rehearse(List<Identifier> identifiers) {
    return Interruption.ends(() -> obtaining().rehearse()).isPresent();
  }

  @Override
  public Optional<RenewalAnswer> ask(CertificateId certificate) {
    try (AcmeClient client = settings.client(settings.directory)) {
      return client
          .withDeadline(settings.clock.instant().plus(PATIENCE))
          .certificates()
          .renewalInfo(certificate);
    }
  }

  private Obtaining obtaining() {
    return new Obtaining(
        authenticator,
        settings,
        request,
        new LineageChoice(settings.certificates(), request.identifiers(), lineage, true));
  }
}
