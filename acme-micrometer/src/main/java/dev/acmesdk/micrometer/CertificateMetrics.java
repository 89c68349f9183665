package dev.acmesdk.micrometer;

import dev.acmesdk.manager.RenewalEvent;
import dev.acmesdk.manager.RenewalListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of the certificates that a manager looks after. Give it to the manager as a listener, and
 * bind it to registries, in whichever order.
 *
 * <pre>{@code
 * CertificateMetrics metrics = CertificateMetrics.create();
 * metrics.bindTo(registry);
 * ManagedCertificate certificate = request.managing().onEvent(metrics).start();
 * }</pre>
 *
 * <table>
 *   <caption>What is measured</caption>
 *   <tr><th>Name</th><th>What it is</th></tr>
 *   <tr><td>{@code acme.certificates}</td><td>how many lineages are looked after</td></tr>
 *   <tr><td>{@code acme.certificates.failing}</td><td>how many of them have no certificate, or one
 *       whose renewal fails</td></tr>
 *   <tr><td>{@code acme.certificates.outage.in}</td><td>seconds until the first of those has no
 *       valid certificate any more, 0 if that is so already; no number while all is well. This is
 *       the one to be woken up by</td></tr>
 *   <tr><td>{@code acme.certificate.expires.in}</td><td>by {@code lineage}: seconds until the
 *       certificate ends, negative if it has; no number if there is none</td></tr>
 *   <tr><td>{@code acme.certificate.attempt.in}</td><td>by {@code lineage}: seconds until the next
 *       attempt to renew it; infinite if somebody has to act first</td></tr>
 *   <tr><td>{@code acme.renewals}</td><td>counts by {@code outcome}: {@code renewed}, {@code
 *       adopted}, {@code failed}, {@code gave-up}</td></tr>
 *   <tr><td>{@code acme.ca.failures}</td><td>counts by {@code ca}, the host of its directory: that
 *       it gave no certificate and the next CA was asked</td></tr>
 *   <tr><td>{@code acme.hook.failures}, {@code acme.store.failures}</td><td>count</td></tr>
 * </table>
 *
 * <p>It is thread-safe. Lineages of several managers may not have the same name.
 */
public final class CertificateMetrics implements MeterBinder, RenewalListener {
  private static final String SECONDS = "seconds";
  private static final String RENEWALS = "acme.renewals";
  private static final String OUTCOME = "outcome";

  private final Clock clock;
  private final Map<String, Watched> lineages = new ConcurrentHashMap<>();
  private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

  private CertificateMetrics(Clock clock) {
    this.clock = clock;
  }

  /**
   * Metrics by the system's clock.
   *
   * @return metrics of no lineage yet
   */
  public static CertificateMetrics create() {
    return create(Clock.systemUTC());
  }

  /**
   * Metrics by another clock.
   *
   * @param clock the manager's
   * @return metrics of no lineage yet
   */
  public static CertificateMetrics create(Clock clock) {
    return new CertificateMetrics(clock);
  }

  @Override
  public synchronized void bindTo(MeterRegistry registry) {
    registries.add(registry);
    Gauge.builder("acme.certificates", lineages, Map::size)
        .description("Lineages that are looked after")
        .register(registry);
    Gauge.builder("acme.certificates.failing", this, CertificateMetrics::failing)
        .description("Lineages without a certificate, or whose renewal fails")
        .register(registry);
    Gauge.builder("acme.certificates.outage.in", this, CertificateMetrics::secondsToOutage)
        .description("Until the first lineage has no valid certificate, unless somebody acts")
        .baseUnit(SECONDS)
        .register(registry);
    lineages.values().forEach(lineage -> lineage.show(registry, clock));
  }

  @Override
  public void onEvent(RenewalEvent event) {
    if (event instanceof RenewalEvent.Watched watched) {
      note(watched.lineage(), watched.notAfter(), watched.next(), false);
    } else if (event instanceof RenewalEvent.Renewed renewed) {
      count(RENEWALS, OUTCOME, "renewed");
      note(renewed.lineage(), renewed.notAfter(), renewed.next(), false);
    } else if (event instanceof RenewalEvent.Adopted adopted) {
      count(RENEWALS, OUTCOME, "adopted");
      note(adopted.lineage(), adopted.notAfter(), adopted.next(), false);
    } else if (event instanceof RenewalEvent.Failed failed) {
      count(RENEWALS, OUTCOME, "failed");
      note(failed.lineage(), failed.notAfter(), failed.next(), true);
    } else if (event instanceof RenewalEvent.GaveUp gaveUp) {
      count(RENEWALS, OUTCOME, "gave-up");
      note(gaveUp.lineage(), gaveUp.notAfter(), Instant.MAX, true);
    } else if (event instanceof RenewalEvent.Unwatched gone) {
      forget(gone.lineage());
    } else {
      onLesserEvent(event);
    }
  }

  private void onLesserEvent(RenewalEvent event) {
    if (event instanceof RenewalEvent.WindowMoved moved) {
      postpone(moved.lineage(), moved.next());
    } else if (event instanceof RenewalEvent.Expired expired) {
      note(expired.lineage(), expired.notAfter(), expired.next(), true);
    } else if (event instanceof RenewalEvent.RouteFailed failed) {
      count("acme.ca.failures", "ca", host(failed.directory()));
    } else if (event instanceof RenewalEvent.HookFailed) {
      count("acme.hook.failures");
    } else if (event instanceof RenewalEvent.StoreFailed failed) {
      count("acme.store.failures");
      postpone(failed.lineage(), failed.next());
    }
  }

  private static String host(URI directory) {
    return directory.getHost() == null ? directory.toString() : directory.getHost();
  }

  private void count(String name, String... tags) {
    registries.forEach(registry -> registry.counter(name, tags).increment());
  }

  private synchronized void note(
      String name, @Nullable Instant notAfter, Instant next, boolean isFailing) {
    Watched known = lineages.get(name);
    if (known == null) {
      Watched added = new Watched(name);
      added.note(notAfter, next, isFailing);
      lineages.put(name, added);
      registries.forEach(registry -> added.show(registry, clock));
    } else {
      known.note(notAfter, next, isFailing);
    }
  }

  private void postpone(String name, Instant next) {
    Watched known = lineages.get(name);
    if (known != null) {
      known.postpone(next);
    }
  }

  private synchronized void forget(String name) {
    Watched gone = lineages.remove(name);
    if (gone != null) {
      registries.forEach(gone::hide);
    }
  }

  private double failing() {
    return lineages.values().stream().filter(Watched::isFailing).count();
  }

  private double secondsToOutage() {
    Instant now = clock.instant();
    return lineages.values().stream()
        .filter(Watched::isFailing)
        .mapToDouble(lineage -> Math.max(0, lineage.secondsToExpiry(now, 0)))
        .min()
        .orElse(Double.NaN);
  }
}
