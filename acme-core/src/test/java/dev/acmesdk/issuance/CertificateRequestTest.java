package dev.acmesdk.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.client.NewOrder;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.Identifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CertificateRequestTest {
  private static final CertificateId PREDECESSOR = new CertificateId("a.b");

  private static final List<Identifier> NAMES =
      CertificateRequest.identifiers(List.of("example.com"));

  @Test
  void readsNamesAsPeopleWriteThem() {
    assertThat(
            CertificateRequest.identifiers(
                List.of("EXAMPLE.com", "example.com.", "b\u00fccher.example", "*.Example.COM")))
        .extracting(Identifier::value)
        .containsExactly("example.com", "xn--bcher-kva.example", "*.example.com");
  }

  @Test
  void namesAllFaultsAtOnce() {
    assertThatThrownBy(
            () ->
                CertificateRequest.identifiers(
                    List.of("", "localhost", "good.example", "192.0.2.1", "a..b.example")))
        .isInstanceOfSatisfying(
            InvalidRequestException.class, e -> assertThat(e.findings()).hasSize(4))
        .hasMessageContaining("4 faults")
        .hasMessageContaining("\"localhost\" has a single label")
        .hasMessageContaining("Nothing was sent to the CA");
  }

  @Test
  void countsNamesThatAreGivenTwiceOnce() {
    List<Identifier> twice = List.of(Identifier.dns("a.example"), Identifier.dns("A.example"));
    assertThat(CertificateRequest.of(twice).identifiers()).hasSize(1);
  }

  private static List<Identifier> names(int number) {
    return IntStream.range(0, number)
        .<Identifier>mapToObj(i -> Identifier.dns("h" + i + ".example.com"))
        .toList();
  }

  /** How many a CA takes is for {@code OrderLint} to know; a private one may take hundreds. */
  @Test
  void takesAThousandNamesAndNoMore() {
    assertThat(CertificateRequest.of(names(1_000)).identifiers()).hasSize(1_000);
    assertThatThrownBy(() -> CertificateRequest.of(names(1_001)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("1001 names")
        .hasMessageContaining("no CA puts more than 1000 into one certificate");
  }

  @Test
  void refusesNoNames() {
    assertThatThrownBy(() -> CertificateRequest.of(List.of()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("No name");
  }

  @Test
  void refusesNoTime() {
    CertificateRequest request = CertificateRequest.of(NAMES);
    for (Duration none : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
      assertThatThrownBy(() -> request.withTimeLimit(none))
          .isInstanceOf(InvalidRequestException.class);
    }
  }

  @Test
  void eachWishChangesACopy() {
    CertificateRequest request = CertificateRequest.of(NAMES);
    CertificateRequest changed =
        request
            .withKeyAlgorithm(KeyAlgorithm.RSA_2048)
            .withProfile("shortlived")
            .withTimeLimit(Duration.ofMinutes(1))
            .withValidity(Instant.EPOCH, Instant.EPOCH.plusSeconds(60))
            .withReplaces(PREDECESSOR)
            .withPreferredChain(ChainPreference.issuer("Root"))
            .withMustStaple(true)
            .revalidating()
            .keepingOrder();
    assertThat(changed)
        .isEqualTo(
            new CertificateRequest(
                new NewOrder(
                    NAMES, "shortlived", Instant.EPOCH, Instant.EPOCH.plusSeconds(60), PREDECESSOR),
                KeyAlgorithm.RSA_2048,
                Duration.ofMinutes(1),
                true,
                ChainPreference.issuer("Root"),
                true,
                true));
    assertThat(changed.profile()).isEqualTo("shortlived");
    assertThat(changed.identifiers()).isEqualTo(NAMES);
    assertThat(request.keyAlgorithm()).isEqualTo(KeyAlgorithm.EC_P256);
    assertThat(request.revalidate()).isFalse();
    assertThat(request.mustStaple()).isFalse();
    assertThat(request.keepOrder()).isFalse();
    assertThat(request.order()).isEqualTo(NewOrder.of(NAMES));
    assertThat(request.preferredChain()).isNull();
  }
}
