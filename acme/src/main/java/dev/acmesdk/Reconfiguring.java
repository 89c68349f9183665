package dev.acmesdk;

import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.issuance.CertificateRequest;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.Reconfiguration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tries out how a lineage is to be renewed from now on, and then has the store note it. */
final class Reconfiguring {
  private final Settings settings;
  private final LineageChoice lineages;
  private final Obtaining obtaining;
  private final RenewedKey keys;
  private final CertificateStore store;

  Reconfiguring(
      Authenticator authenticator,
      Settings settings,
      CertificateRequest request,
      @Nullable String lineageName) {
    this.settings = settings;
    this.store = settings.certificates();
    this.lineages = new LineageChoice(store, request.identifiers(), lineageName);
    this.obtaining = new Obtaining(authenticator, settings, request, lineages);
    this.keys = new RenewedKey(settings);
  }

  Lineage run() {
    Reconfiguration reconfiguration = ability();
    String name = current().name();
    return Exclusively.run(store, name, settings.patience(), lease -> run(lease, reconfiguration));
  }

  /** Nobody renews it meanwhile by what is noted now. */
  private Lineage run(Lease lease, Reconfiguration reconfiguration) {
    lineages.look();
    Lineage current = current();
    Map<String, String> parameters = parameters(current);
    obtaining.dryRun();
    return Interruption.waitsFor(
        () -> {
          reconfiguration.reconfigure(lease, parameters);
          lineages.look();
          return current();
        });
  }

  private Reconfiguration ability() {
    if (store instanceof Reconfiguration reconfiguration) {
      return reconfiguration;
    }
    throw new InvalidRequestException(
        "The store cannot note another way of renewal by itself. Use reissue(): a new certificate is stored with the way in which it was obtained.");
  }

  private Lineage current() {
    Lineage current =
        lineages
            .current()
            .orElseThrow(
                () ->
                    new InvalidRequestException(
                        "There is no certificate yet whose renewal could be changed. Get one with obtain()."));
    if (!lineages.isForSameNames(current)) {
      throw new InvalidRequestException(
          "The certificate %s is for other names. Ask for exactly those that it has, or get another one with reissue()."
              .formatted(current.name()));
    }
    if (current.directory() != null && !current.directory().equals(settings.directory)) {
      throw new InvalidRequestException(
          "The certificate %s is from %s. Name that CA with directory(…), or change to another one with reissue()."
              .formatted(current.name(), current.directory()));
    }
    return current;
  }

  private Map<String, String> parameters(Lineage current) {
    Map<String, String> parameters =
        new HashMap<>(obtaining.renewalParameters(Optional.of(current)));
    parameters.putAll(keys.renewalParameters());
    return parameters;
  }
}
