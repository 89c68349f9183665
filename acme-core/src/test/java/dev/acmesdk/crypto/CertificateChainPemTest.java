package dev.acmesdk.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateChainPemTest {
  private static final TestCa.Issued ISSUED =
      TestCa.withIntermediates(1).leaf("example.com").issue();
  private static final CertificateChain CHAIN = ISSUED.chain();

  /** The JDK's reader looks for PEM wherever it is, and quotes what it finds. */
  @Test
  void refusesPemWithinABlock() {
    String inner = "-----END NOTHING\u001b[2J";
    String outer = Pem.encode("CERTIFICATE", inner.getBytes(US_ASCII));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CertificateChain.fromPem(outer))
        .withMessage("Not an X.509 certificate")
        .withNoCause();
  }

  @Test
  void rfc8555Section9_1_roundTripsInLinesOf64Characters() {
    String pem = CHAIN.toPem();
    assertThat(CertificateChain.fromPem(pem)).isEqualTo(CHAIN);
    assertThat(pem).endsWith("-----END CERTIFICATE-----\n").doesNotContain("\r", "\n\n");
    assertThat(pem.lines().filter(line -> !line.startsWith("-----")))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(64))
        .anySatisfy(line -> assertThat(line).hasSize(64));
  }

  @Test
  void certbotsFilesAreTheWholeTheFirstAndTheRest() {
    assertThat(CHAIN.leafPem() + CHAIN.issuersPem()).isEqualTo(CHAIN.toPem());
    assertThat(CertificateChain.fromPem(CHAIN.leafPem()).certificates())
        .containsExactly(CHAIN.leaf());
    assertThat(CertificateChain.fromPem(CHAIN.issuersPem()).certificates())
        .isEqualTo(CHAIN.issuers());
    assertThat(new CertificateChain(List.of(CHAIN.leaf())).issuersPem()).isEmpty();
  }

  @Test
  void rfc8555Section11_4_refusesAPrivateKeyInTheChain() {
    String key = Pem.encodePrivateKey(ISSUED.key().getPrivate());
    String secret = key.lines().skip(1).findFirst().orElseThrow();
    for (String text :
        List.of(key + CHAIN.toPem(), CHAIN.leafPem() + key + CHAIN.issuersPem(), key)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CertificateChain.fromPem(text))
          .withMessageContaining("has a PRIVATE KEY")
          .withMessageContaining("RFC 8555 section 11.4")
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain(secret));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X509 CRL", "CERTIFICATE REQUEST", "TRUSTED CERTIFICATE", "PKCS7"})
  void rfc8555Section11_4_refusesOtherObjects(String label) {
    String text = CHAIN.toPem() + Pem.encode(label, new byte[] {0x30, 0});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CertificateChain.fromPem(text))
        .withMessageContaining("has a " + label);
  }

  @Test
  void rfc8555Section9_1_refusesExplanatoryText() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CertificateChain.fromPem("subject=example.com\n" + CHAIN.toPem()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CertificateChain.fromPem(CHAIN.toPem() + "-- \nsent by mail\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n"})
  void refusesATextWithoutCertificate(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CertificateChain.fromPem(text))
        .withMessage("A certificate chain has at least one certificate");
  }

  @Test
  void acceptsCarriageReturnsAndAMissingLineEnd() {
    assertThat(CertificateChain.fromPem(CHAIN.toPem().replace("\n", "\r\n"))).isEqualTo(CHAIN);
    assertThat(CertificateChain.fromPem(CHAIN.toPem().strip())).isEqualTo(CHAIN);
    assertThat(CertificateChain.fromPem("\n" + CHAIN.leafPem() + "\n" + CHAIN.issuersPem()))
        .isEqualTo(CHAIN);
  }

  /** A certificate factory reads the first certificate that it finds, and no further. */
  @Test
  void refusesABlockWithMoreThanACertificateInIt() {
    byte[] der = Pem.decode(CHAIN.leafPem()).get(0).content();
    byte[] withTrailer = Arrays.copyOf(der, der.length + 3);
    byte[] pemInPem = CHAIN.leafPem().getBytes(US_ASCII);
    byte[] textBeforePem = ("any text\n" + CHAIN.leafPem()).getBytes(US_ASCII);
    for (byte[] content : List.of(withTrailer, pemInPem, textBeforePem)) {
      String text = Pem.encode("CERTIFICATE", content);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CertificateChain.fromPem(text))
          .withMessage("Not an X.509 certificate");
    }
  }

  @Test
  void refusesACertificateThatIsCutOff() {
    byte[] der = Pem.decode(CHAIN.leafPem()).get(0).content();
    for (int length : new int[] {1, 2, 100, der.length - 1}) {
      String text = Pem.encode("CERTIFICATE", Arrays.copyOf(der, length));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CertificateChain.fromPem(text))
          .withMessageContaining("Not an X.509 certificate");
    }
  }
}
