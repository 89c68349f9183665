package dev.acmesdk;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.RenewalPostponedException;
import dev.acmesdk.manager.CertificateManager;
import dev.acmesdk.manager.CertificateManagerBuilder;
import dev.acmesdk.manager.LineageStatus;
import dev.acmesdk.manager.ManagedLineage;
import dev.acmesdk.manager.RenewalTarget;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.LineageSummary;
import dev.acmesdk.tls.ReloadableKeyManager;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The start of looking after one certificate. */
final class ManagementStart {
  private static final Logger log = LoggerFactory.getLogger(ManagementStart.class);

  private final Management chosen;
  private final CertificateStore store;
  private final Settings settings;
  private final ReloadableKeyManager keys;

  ManagementStart(Management chosen) {
    this.chosen = chosen;
    this.store = chosen.settings.certificates();
    this.settings = chosen.settings.copy();
    settings.certificates = store;
    this.keys =
        Objects.requireNonNullElseGet(
            chosen.keys, () -> ReloadableKeyManager.builder().clock(settings.clock).build());
  }

  ManagedCertificate run() {
    RenewalTarget target = target();
    CertificateManager manager =
        Objects.requireNonNullElseGet(chosen.manager, this::managerForItAlone);
    boolean isOwn = chosen.manager == null;
    try {
      ManagedLineage lineage = manager.add(target, this::changed);
      ManagedCertificate certificate =
          new ManagedCertificate(lineage, keys, isOwn ? manager : null);
      return ready(manager, lineage, certificate);
    } catch (RuntimeException | Error e) {
      if (isOwn) {
        manager.close();
      }
      throw e;
    }
  }

  private CertificateManager managerForItAlone() {
    CertificateManagerBuilder builder =
        CertificateManager.builder().clock(settings.clock).policy(settings.renewalPolicy);
    return (chosen.listener == null ? builder : builder.listener(chosen.listener)).build();
  }

  private RenewalTarget target() {
    List<Identifier> identifiers = chosen.request.identifiers();
    LineageChoice choice = new LineageChoice(store, identifiers, chosen.lineageName, true);
    String name = choice.current().map(Lineage::name).orElseGet(choice::newName);
    List<Route> routes = routes(name);
    Set<URI> directories = routes.stream().map(Route::directory).collect(Collectors.toSet());
    return new RenewalTarget(
        name,
        identifiers,
        store,
        current -> isFor(identifiers, current) && isOf(directories, current),
        routes,
        chosen.hooks,
        chosen.hookDirectory);
  }

  private static boolean isFor(List<Identifier> identifiers, LineageSummary current) {
    CertificateChain certificate = new CertificateChain(List.of(current.leaf()));
    return Identifier.allOf(certificate).equals(Set.copyOf(identifiers));
  }

  private static boolean isOf(Set<URI> directories, LineageSummary current) {
    return current.directory() == null || directories.contains(current.directory());
  }

  private List<Route> routes(String name) {
    List<Route> routes = new ArrayList<>();
    routes.add(new Route(chosen.authenticator, settings, chosen.request, name));
    for (AcmeAccount fallback : chosen.fallbacks) {
      Settings other = settings.atCaOf(fallback.settings);
      routes.add(new Route(chosen.authenticator, other, chosen.request, name));
    }
    return routes;
  }

  private void changed(Lineage lineage) {
    try {
      keys.publish(lineage);
    } catch (IllegalArgumentException e) {
      log.error("{} cannot be shown by servers: {}", lineage, e.getMessage());
    }
    chosen.changeListeners.forEach(listener -> listener.accept(lineage));
  }

  private ManagedCertificate ready(
      CertificateManager manager, ManagedLineage lineage, ManagedCertificate certificate) {
    if (isUsable(lineage.status())) {
      return certificate;
    }
    if (chosen.placeholder) {
      keys.publishPlaceholder(lineage.name(), chosen.request.identifiers());
      return certificate;
    }
    try {
      obtain(manager, lineage);
      return certificate;
    } catch (RuntimeException | Error e) {
      lineage.close();
      keys.withdraw(lineage.name());
      throw e;
    }
  }

  private boolean isUsable(LineageStatus status) {
    Instant notAfter = status.notAfter();
    return notAfter != null && settings.clock.instant().isBefore(notAfter);
  }

  private void obtain(CertificateManager manager, ManagedLineage lineage) {
    CompletableFuture<Lineage> wish = lineage.renewIfDue(settings.patience());
    try {
      await(wish, manager);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AcmeException failure) {
        throw failure;
      }
      throw new IllegalStateException("The first renewal has met a fault", e.getCause());
    } catch (InterruptedException e) {
      throw new CancelledException("the wait for the first certificate", e);
    } catch (CancellationException e) {
      throw notNow(lineage.status(), e);
    }
    LineageStatus status = lineage.status();
    if (!isUsable(status)) {
      throw notNow(status, null);
    }
  }

  /** While others are at work, a manager without threads looks again only if it is made to. */
  private static void await(CompletableFuture<Lineage> wish, CertificateManager manager)
      throws ExecutionException, InterruptedException {
    manager.runIfWithoutThreads();
    while (!wish.isDone()) {
      try {
        wish.get(1, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        log.debug("Still waiting for the first certificate", e);
        manager.runIfWithoutThreads();
      }
    }
    wish.get();
  }

  /** What failed before, perhaps in another program, still stands against it. */
  private static AcmeException notNow(LineageStatus status, @Nullable Exception cancelled) {
    String problem = status.problem();
    if (problem == null) {
      return new CancelledException("the wait for the first certificate", cancelled);
    }
    Instant next = status.nextAttempt();
    return new RenewalPostponedException(
        status.name(), status.failures(), problem, next.equals(Instant.MAX) ? null : next);
  }
}
