package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.ManagedCertificate;
import dev.acmesdk.manager.CertificateManager;
import dev.acmesdk.manager.RenewalEvent;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.testing.MutableClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A certificate that looks after itself, with a real CA. */
@Timeout(120)
abstract class CaManagedContract extends CaContract {

  @Test
  void rfc9773Section4_2_aWindowThatMovesIntoThePastMeansOneRenewal(@TempDir Path folder)
      throws Exception {
    MutableClock clock = new MutableClock(Instant.now());
    Instant begin = clock.instant();
    List<RenewalEvent> events = new ArrayList<>();
    try (CaUnderTest ca = start();
        CertificateManager manager =
            CertificateManager.builder()
                .clock(clock)
                .stopWatch(() -> Duration.between(begin, clock.instant()).toNanos())
                .listener(events::add)
                .buildWithoutThreads();
        ManagedCertificate certificate =
            acme(ca)
                .storeIn(folder)
                .clock(clock)
                .domains("managed.test")
                .managing()
                .manager(manager)
                .start()) {
      ca.assumeRenewalInfo();
      Lineage first = certificate.current().orElseThrow();
      pass(Duration.ofHours(13), clock, manager);
      assertThat(events).hasAtLeastOneElementOfType(RenewalEvent.WindowMoved.class);
      assertThat(certificate.status().version()).isEqualTo(1);

      ca.suggestRenewal(
          first.chain(),
          Instant.parse("2020-01-01T00:00:00Z"),
          Instant.parse("2020-01-02T00:00:00Z"),
          URI.create("https://ca.example/why"));
      pass(Duration.ofHours(25), clock, manager);
      assertThat(certificate.status().version()).isEqualTo(2);
      pass(Duration.ofHours(30), clock, manager);
      assertThat(certificate.status().version()).as("one renewal, not more").isEqualTo(2);
      assertThat(CertbotDirectory.at(folder).findRenewalState("managed.test").renewedAt())
          .isNotNull();
    }
  }

  private static void pass(Duration time, MutableClock clock, CertificateManager manager) {
    Instant end = clock.instant().plus(time);
    while (clock.instant().isBefore(end)) {
      clock.advance(manager.runDue().plusMillis(1));
    }
    manager.runDue();
  }
}
