package dev.acmesdk.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.manager.RenewalEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CertificateMetricsTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final URI CA = URI.create("https://ca.example:14000/directory");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final CertificateMetrics metrics =
      CertificateMetrics.create(Clock.fixed(NOW, ZoneOffset.UTC));

  private static Instant in(long days) {
    return NOW.plus(Duration.ofDays(days));
  }

  private static double days(long number) {
    return Duration.ofDays(number).toSeconds();
  }

  private static InvalidRequestException trouble() {
    return new InvalidRequestException("Trouble.");
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }

  private double gauge(String name, String lineage) {
    return registry.get(name).tag("lineage", lineage).gauge().value();
  }

  private double renewals(String outcome) {
    return registry.get("acme.renewals").tag("outcome", outcome).counter().count();
  }

  @Test
  void showsWhatIsWatched() {
    metrics.bindTo(registry);
    metrics.onEvent(new RenewalEvent.Watched("a.example", in(90), in(60)));

    assertThat(gauge("acme.certificates")).isEqualTo(1);
    assertThat(gauge("acme.certificates.failing")).isZero();
    assertThat(gauge("acme.certificates.outage.in")).isNaN();
    assertThat(gauge("acme.certificate.expires.in", "a.example")).isEqualTo(days(90));
    assertThat(gauge("acme.certificate.attempt.in", "a.example")).isEqualTo(days(60));
  }

  @Test
  void showsWhatWasHeardBeforeItWasBound() {
    metrics.onEvent(new RenewalEvent.Watched("a.example", in(90), in(60)));
    metrics.bindTo(registry);

    assertThat(gauge("acme.certificate.expires.in", "a.example")).isEqualTo(days(90));
  }

  @Test
  void countsALineageWithoutCertificateAsAnOutage() {
    metrics.bindTo(registry);
    metrics.onEvent(new RenewalEvent.Watched("a.example", null, NOW));

    assertThat(gauge("acme.certificates.failing")).isEqualTo(1);
    assertThat(gauge("acme.certificates.outage.in")).isZero();
    assertThat(gauge("acme.certificate.expires.in", "a.example")).isNaN();
  }

  @Test
  void tellsTheTimeThatIsLeftForTheFirstThatCannotBeRenewed() {
    metrics.bindTo(registry);
    metrics.onEvent(new RenewalEvent.Watched("a.example", in(5), in(1)));
    metrics.onEvent(new RenewalEvent.Failed("b.example", trouble(), 2, in(20), in(1)));
    metrics.onEvent(new RenewalEvent.Failed("c.example", trouble(), 1, in(10), in(1)));

    assertThat(gauge("acme.certificates.failing")).isEqualTo(2);
    assertThat(gauge("acme.certificates.outage.in")).isEqualTo(days(10));
    assertThat(renewals("failed")).isEqualTo(2);

    metrics.onEvent(new RenewalEvent.Renewed("c.example", 2, CA, in(90), in(60)));
    assertThat(gauge("acme.certificates.outage.in")).isEqualTo(days(20));
    assertThat(gauge("acme.certificate.expires.in", "c.example")).isEqualTo(days(90));
    assertThat(renewals("renewed")).isEqualTo(1);
  }

  @Test
  void neverTellsANegativeTimeToAnOutage() {
    metrics.bindTo(registry);
    metrics.onEvent(new RenewalEvent.Expired("a.example", in(-1), in(1)));

    assertThat(gauge("acme.certificates.outage.in")).isZero();
    assertThat(gauge("acme.certificate.expires.in", "a.example")).isEqualTo(days(-1));
  }

  @Test
  void showsThatSomebodyHasToAct() {
    metrics.bindTo(registry);
    metrics.onEvent(new RenewalEvent.GaveUp("a.example", trouble(), in(3)));

    assertThat(gauge("acme.certificate.attempt.in", "a.example")).isInfinite();
    assertThat(gauge("acme.certificates.outage.in")).isEqualTo(days(3));
    assertThat(renewals("gave-up")).isEqualTo(1);
  }

  @Test
  void countsAdoptionsAndFailuresOfCasAndStores() {
    metrics.bindTo(registry);
    metrics.onEvent(new RenewalEvent.Adopted("a.example", 3, in(90), in(60)));
    metrics.onEvent(new RenewalEvent.RouteFailed("a.example", CA, trouble()));
    metrics.onEvent(new RenewalEvent.StoreFailed("a.example", trouble(), in(1)));

    assertThat(renewals("adopted")).isEqualTo(1);
    assertThat(registry.get("acme.ca.failures").tag("ca", "ca.example").counter().count())
        .isEqualTo(1);
    assertThat(registry.get("acme.store.failures").counter().count()).isEqualTo(1);
    assertThat(gauge("acme.certificate.attempt.in", "a.example")).isEqualTo(days(1));
  }

  @Test
  void forgetsWhatIsNotWatchedAnyMore() {
    metrics.bindTo(registry);
    metrics.onEvent(new RenewalEvent.Watched("a.example", in(90), in(60)));
    metrics.onEvent(new RenewalEvent.Watched("b.example", in(90), in(60)));
    metrics.onEvent(new RenewalEvent.Unwatched("a.example"));

    assertThat(gauge("acme.certificates")).isEqualTo(1);
    assertThat(registry.find("acme.certificate.expires.in").tag("lineage", "a.example").gauge())
        .isNull();
    assertThat(registry.find("acme.certificate.expires.in").gauges()).hasSize(1);
  }

  @Test
  void servesSeveralRegistries() {
    SimpleMeterRegistry second = new SimpleMeterRegistry();
    metrics.bindTo(registry);
    metrics.bindTo(second);
    metrics.onEvent(new RenewalEvent.Renewed("a.example", 1, CA, in(90), in(60)));

    assertThat(second.get("acme.renewals").counter().count()).isEqualTo(1);
    assertThat(second.get("acme.certificates").gauge().value()).isEqualTo(1);
  }
}
