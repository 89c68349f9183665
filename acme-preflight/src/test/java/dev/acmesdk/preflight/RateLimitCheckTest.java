package dev.acmesdk.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.ca.CertificateAuthorities;
import dev.acmesdk.protocol.Challenge.Dns01;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.store.LeaseKeeper;
import dev.acmesdk.store.RenewalState;
import dev.acmesdk.testing.store.TestVersions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateLimitCheckTest {
  private static final URI LETS_ENCRYPT = CertificateAuthorities.LETS_ENCRYPT.directory();

  private final InMemoryStore store = new InMemoryStore();

  private List<Finding> examine(URI ca, Clock clock) {
    return new RateLimitCheck()
        .examine(
            Plans.at(ca, Plans.idle(Dns01.class), "a.example").withStore(store).withClock(clock));
  }

  private void issue(int times) {
    for (int i = 0; i < times; i++) {
      store.save(TestVersions.of("a.example"));
    }
  }

  @Test
  void countsCertificatesForTheSameNamesInAWeek() {
    issue(3);
    assertThat(examine(LETS_ENCRYPT, Clock.systemUTC())).isEmpty();

    issue(1);
    assertThat(examine(LETS_ENCRYPT, Clock.systemUTC()))
        .extracting(Finding::severity)
        .containsExactly(Severity.HINT);

    issue(1);
    Finding finding = examine(LETS_ENCRYPT, Clock.systemUTC()).get(0);
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.remedy()).contains("--dry-run", "34 hours");
  }

  @Test
  void forgetsAfterAWeekAndCountsForLetsEncryptOnly() {
    issue(6);

    assertThat(examine(LETS_ENCRYPT, Clock.offset(Clock.systemUTC(), Duration.ofDays(8))))
        .isEmpty();
    assertThat(examine(TestVersions.DIRECTORY, Clock.systemUTC())).isEmpty();
  }

  @Test
  void doesNotCountOtherNames() {
    for (int i = 0; i < 6; i++) {
      store.save(TestVersions.of("b.example"));
    }

    assertThat(examine(LETS_ENCRYPT, Clock.systemUTC())).isEmpty();
  }

  @Test
  void remembersThatTheCaWantsToBeLeftAlone() {
    issue(1);
    Instant until = Instant.parse("2100-01-01T00:00:00Z");
    try (LeaseKeeper keeper =
        LeaseKeeper.acquire(store, "a.example", Duration.ofMinutes(1), Duration.ofMinutes(1))) {
      store.saveRenewalState(
          keeper.lease(),
          RenewalState.NONE
              .failed(Instant.EPOCH, "too many orders", null)
              .closing(TestVersions.DIRECTORY, until));
    }

    Finding finding = examine(TestVersions.DIRECTORY, Clock.systemUTC()).get(0);

    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.statement()).contains("2100-01-01T00:00:00Z", "too many orders");
    assertThat(examine(LETS_ENCRYPT, Clock.systemUTC())).isEmpty();
  }
}
