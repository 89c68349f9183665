package dev.acmesdk;

import dev.acmesdk.issuance.CertificateRequest;
import dev.acmesdk.issuance.IssuanceEvent;
import dev.acmesdk.issuance.Progress;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.renewal.CertificateFacts;
import dev.acmesdk.renewal.RenewalSchedule;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.LineageSummary;
import java.time.Instant;
import java.util.Optional;

/** Whether the stored certificate will do, so that the CA need not be asked for another one. */
final class Keeping {
  private final Settings settings;
  private final LineageChoice lineages;
  private final Landing landing;
  private final Progress progress;

  Keeping(Settings settings, LineageChoice lineages, Landing landing, Progress progress) {
    this.settings = settings;
    this.lineages = lineages;
    this.landing = landing;
    this.progress = progress;
  }

  /** The one for exactly the names that are wanted. */
  Optional<Lineage> same() {
    return lineages.current().filter(lineages::isForSameNames).filter(this::isFresh);
  }

  /** One that is as good as what would come of a request. */
  Optional<Lineage> insteadOf(CertificateRequest request) {
    return lineages
        .current()
        .filter(one -> Identifier.allOf(one.chain()).containsAll(request.identifiers()))
        .filter(this::isFresh);
  }

  /** Of the right CA, and not due. */
  private boolean isFresh(Lineage lineage) {
    boolean sameCa = lineage.directory() == null || lineage.directory().equals(settings.directory);
    return sameCa && settings.clock.instant().isBefore(dueAt(lineage));
  }

  /** As in the background: what the CA has suggested and the renewal file says comes first. */
  private Instant dueAt(Lineage lineage) {
    return RenewalSchedule.dueAt(
        CertificateFacts.of(LineageSummary.of(lineage), settings.renewalPolicy),
        landing.remembered(lineage),
        settings.clock.instant());
  }

  Lineage told(Lineage kept) {
    progress.report(new IssuanceEvent.CertificateKept(kept.name(), dueAt(kept)));
    return kept;
  }
}
