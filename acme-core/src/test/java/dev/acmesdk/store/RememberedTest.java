package dev.acmesdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.crypto.Pem;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.RenewalInfo;
import java.net.URI;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stores remember beside certificates. */
class RememberedTest {
  private static final URI CA = URI.create("https://ca.example/directory");
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @Test
  void anOrderInFlightGoesThroughItsStages() {
    KeyPair key = KeyAlgorithm.EC_P256.generate();
    OrderInFlight begun =
        new OrderInFlight(
            CA,
            CA.resolve("/account/1"),
            null,
            List.of(Identifier.dns("a.example")),
            "shortlived",
            key,
            NOW,
            false);
    assertThat(begun.placed()).isEmpty();
    OrderInFlight placed = begun.at(CA.resolve("/order/1"));
    assertThat(placed.placed()).contains(CA.resolve("/order/1"));
    assertThat(placed.isPresented()).isFalse();
    assertThat(placed.presenting().isPresented()).isTrue();
    assertThat(placed.presenting().placed()).isEqualTo(placed.placed());
    assertThat(begun).asString().contains("not placed", "a.example", CA.toString());
    assertThat(placed.toString())
        .contains("/order/1")
        .doesNotContain(Pem.encodePrivateKey(key.getPrivate()).substring(40, 80));
  }

  @Test
  void failuresAddUp() {
    RenewalState once = RenewalState.NONE.failed(NOW, "no route", NOW.plusSeconds(60));
    assertThat(RenewalState.NONE.notBefore()).isEmpty();
    assertThat(once.notBefore()).contains(NOW.plusSeconds(60));
    RenewalState twice = once.failed(NOW.plusSeconds(60), "still none", null);
    assertThat(twice)
        .isEqualTo(
            new RenewalState(2, NOW.plusSeconds(60), "still none", null, null, null, Map.of()));
    assertThatThrownBy(() -> new RenewalState(-1, null, null, null, null, null, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void renewalInformationStaysWithItsCertificateThroughFailures() {
    RenewalInfo info =
        new RenewalInfo(
            new CertificateId("AA.BB"), NOW, NOW.plusSeconds(9), null, NOW, NOW.plusSeconds(5));
    RenewalState state = RenewalState.NONE.withInfo(info).failed(NOW, "no route", null);
    assertThat(state.renewalInfo()).contains(info);
    assertThat(state.withInfo(null).renewalInfo()).isEmpty();
    assertThat(state.withInfo(null).failures()).isEqualTo(1);
  }

  @Test
  void aSuccessEndsFailuresAndWhatWasSaidOfTheFormerCertificate() {
    RenewalInfo info =
        new RenewalInfo(
            new CertificateId("AA.BB"), NOW, NOW.plusSeconds(9), null, NOW, NOW.plusSeconds(5));
    RenewalState state =
        RenewalState.NONE
            .withInfo(info)
            .closing(CA, NOW.plusSeconds(120))
            .closing(CA.resolve("/other"), NOW.plusSeconds(60))
            .failed(NOW, "no route", NOW.plusSeconds(60))
            .renewed(NOW.plusSeconds(90));
    assertThat(state)
        .isEqualTo(
            new RenewalState(
                0, null, null, null, null, NOW.plusSeconds(90), Map.of(CA, NOW.plusSeconds(120))));
    assertThat(state.closing(CA, null).closed()).isEmpty();
  }
}
