package dev.acmesdk.spring;

import dev.acmesdk.Acme;
import dev.acmesdk.ManagedCertificate;
import dev.acmesdk.manager.CertificateManager;
import dev.acmesdk.manager.ManagerHealth;
import dev.acmesdk.manager.RenewalListener;
import dev.acmesdk.tls.ReloadableKeyManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * The application's certificates, while they are looked after: from when the web server is up until
 * before it stops. So the server can answer the CA itself.
 *
 * <p>Instances are safe for use by several threads.
 */
public final class AcmeCertificates implements SmartLifecycle {
  /** Just above {@code WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE}. */
  private static final int AFTER_THE_WEB_SERVER = Integer.MAX_VALUE - 2048 + 1;

  private final Acme acme;
  private final List<Wanted> wanted;
  private final ReloadableKeyManager keys;
  private final RenewalListener listener;
  private volatile List<ManagedCertificate> managed = List.of();
  private volatile @Nullable CertificateManager manager;

  AcmeCertificates(
      Acme acme, List<Wanted> wanted, ReloadableKeyManager keys, RenewalListener listener) {
    this.acme = acme;
    this.wanted = wanted;
    this.keys = keys;
    this.listener = listener;
  }

  /**
   * All of them.
   *
   * @return in the order of the properties; empty while the application starts or stops
   */
  public List<ManagedCertificate> all() {
    return managed;
  }

  /**
   * One of them.
   *
   * @param name under which it is kept: the first of {@code acme.domains}, or the key below {@code
   *     acme.certificates}
   * @return the certificate; empty if there is none of that name, or while the application starts
   */
  public Optional<ManagedCertificate> find(String name) {
    return managed.stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /**
   * How they fare.
   *
   * @return the health of this moment; empty while they are not looked after
   */
  public Optional<ManagerHealth> health() {
    return Optional.ofNullable(manager).map(CertificateManager::health);
  }

  @Override
  public synchronized void start() {
    if (manager != null) {
      return;
    }
    CertificateManager started = CertificateManager.builder().listener(listener).build();
    List<ManagedCertificate> all = new ArrayList<>();
    try {
      for (Wanted one : wanted) {
        all.add(manage(one, started));
      }
    } catch (RuntimeException | Error e) {
      started.close();
      throw e;
    }
    manager = started;
    managed = List.copyOf(all);
  }

  private ManagedCertificate manage(Wanted one, CertificateManager by) {
    return acme.domains(one.domains().toArray(String[]::new))
        .named(one.name())
        .managing()
        .manager(by)
        .keyManager(keys)
        .startWithPlaceholder()
        .start();
  }

  /** What is under way is interrupted, and gone on with at the next start. */
  @Override
  public synchronized void stop() {
    CertificateManager running = manager;
    if (running != null) {
      manager = null;
      managed = List.of();
      running.close();
    }
  }

  @Override
  public boolean isRunning() {
    return manager != null;
  }

  @Override
  public int getPhase() {
    return AFTER_THE_WEB_SERVER;
  }
}
