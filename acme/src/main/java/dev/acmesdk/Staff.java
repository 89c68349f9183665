package dev.acmesdk;

import dev.acmesdk.issuance.CertificateRequest;
import dev.acmesdk.issuance.Progress;
import dev.acmesdk.store.CertificateStore;

/**
 * Who does what in one call of a verb.
 *
 * @param settings what was chosen
 * @param store keeps certificates
 * @param lineages knows which lineage it is about
 * @param keys knows which key the certificate gets
 * @param inheritance completes the request by what the renewal file says
 * @param subset knows what to do if not all names can be had
 * @param landing brings orders to their end
 * @param keeping knows whether the stored certificate will do
 * @param progress tells what happens
 */
record Staff(
    Settings settings,
    CertificateStore store,
    LineageChoice lineages,
    RenewedKey keys,
    Inheritance inheritance,
    Subset subset,
    Landing landing,
    Keeping keeping,
    Progress progress) {

  static Staff of(Settings settings, CertificateRequest request, LineageChoice lineages) {
    CertificateStore store = settings.certificates();
    Progress progress = new Progress(settings.listener);
    RenewedKey keys = new RenewedKey(settings);
    Subset subset = new Subset(settings, progress);
    Landing landing = new Landing(settings, store, request, lineages, keys, subset);
    return new Staff(
        settings,
        store,
        lineages,
        keys,
        new Inheritance(settings, keys),
        subset,
        landing,
        new Keeping(settings, lineages, landing, progress),
        progress);
  }
}
