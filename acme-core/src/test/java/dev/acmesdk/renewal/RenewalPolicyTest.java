package dev.acmesdk.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.crypto.TestCa;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenewalPolicyTest {
  private static final TestCa CA = TestCa.root();
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  /** Durations as ISO 8601 writes them. */
  @ParameterizedTest
  @CsvSource({
    "PT1H,PT30M",
    "PT24H,PT12H",
    "P6D,P3D",
    "PT160H,PT80H",
    "P7D,P3DT12H",
    "P9DT23H,P4DT23H30M",
    "P9DT23H59M59S,P4DT23H59M59.5S",
    "P10D,P6DT16H",
    "P45D,P30D",
    "P47D,P31DT8H",
    "P90D,P60D",
    "P89DT23H59M59S,P59DT23H59M59.333333333S",
    "P398D,P265DT8H"
  })
  void byLifetimeIsDueAtTwoThirdsOrAtHalfBelowTenDays(Duration lifetime, Duration age) {
    X509Certificate certificate = CA.leaf("example.com").valid(START, lifetime).issue().leaf();
    Instant due = RenewalPolicy.byLifetime().dueAt(certificate);
    assertThat(Duration.between(START, due)).isEqualTo(age);
    assertThat(due).isBetween(START, certificate.getNotAfter().toInstant());
  }

  /** Nobody's clock matters, only what the certificate says. */
  @ParameterizedTest
  @CsvSource({"2021-01-01T00:00:00Z", "2040-12-31T23:00:00Z"})
  void byLifetimeDoesNotLookAtTheClock(Instant start) {
    X509Certificate certificate =
        CA.leaf("example.com").valid(start, Duration.ofDays(90)).issue().leaf();
    assertThat(RenewalPolicy.byLifetime().dueAt(certificate))
        .isEqualTo(start.plus(Duration.ofDays(60)));
  }
}
