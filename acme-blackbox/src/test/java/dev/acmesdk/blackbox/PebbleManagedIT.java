package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.Acme;
import dev.acmesdk.ManagedCertificate;
import dev.acmesdk.manager.CertificateManager;
import dev.acmesdk.manager.RenewalEvent;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.testing.MutableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A certificate that looks after itself, with a real CA. */
@RequiresPebble
@Timeout(120)
class PebbleManagedIT {

  @Test
  void rfc9773Section4_2_aWindowThatMovesIntoThePastMeansOneRenewal(@TempDir Path folder)
      throws Exception {
    MutableClock clock = new MutableClock(Instant.now());
    Instant begin = clock.instant();
    List<RenewalEvent> events = new ArrayList<>();
    try (Pebble pebble = Pebble.start();
        CertificateManager manager =
            CertificateManager.builder()
                .clock(clock)
                .stopWatch(() -> Duration.between(begin, clock.instant()).toNanos())
                .listener(events::add)
                .buildWithoutThreads();
        ManagedCertificate certificate =
            Acme.standalone()
                .httpPort(pebble.httpPort())
                .directory(pebble.directoryUri())
                .trust(pebble.apiCertificateFile())
                .agreeToTermsOfService()
                .storeIn(folder)
                .clock(clock)
                .domains("managed.test")
                .managing()
                .manager(manager)
                .start()) {
      pebble.assumeRenewalInfo();
      Lineage first = certificate.current().orElseThrow();
      pass(Duration.ofHours(13), clock, manager);
      assertThat(events).hasAtLeastOneElementOfType(RenewalEvent.WindowMoved.class);
      assertThat(certificate.status().version()).isEqualTo(1);

      pebble.answerRenewalInfo(
          first.chain().leafPem(),
          """
          {"suggestedWindow": {"start": "2020-01-01T00:00:00Z", "end": "2020-01-02T00:00:00Z"},
           "explanationURL": "https://ca.example/why"}
          """);
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
