package dev.acmesdk.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfSignedCertificateTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2030-05-06T07:08:09Z"), ZoneOffset.UTC);
  private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";

  private static SelfSignedCertificate made(String... names) {
    return SelfSignedCertificate.forServer(
        List.of(names), List.of(InetAddress.getLoopbackAddress()), CLOCK);
  }

  @Test
  void isForNamesWildcardsAndAddresses() throws Exception {
    assertThat(made("example.com", "*.example.com").certificate().getSubjectAlternativeNames())
        .containsExactly(
            List.of(2, "example.com"), List.of(2, "*.example.com"), List.of(7, "127.0.0.1"));
  }

  @Test
  void isSignedByItsOwnKeyForAServerAndNoCa() throws Exception {
    X509Certificate certificate = made("example.com").certificate();
    certificate.verify(certificate.getPublicKey());
    assertThat(certificate.getIssuerX500Principal())
        .isEqualTo(certificate.getSubjectX500Principal());
    assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    assertThat(certificate.getExtendedKeyUsage()).containsExactly(SERVER_AUTHENTICATION);
    assertThat(KeyAlgorithm.of(certificate.getPublicKey())).isEqualTo(KeyAlgorithm.EC_P256);
  }

  @Test
  void isValidFromAWeekAgoForAYearFromNow() {
    X509Certificate certificate = made("example.com").certificate();
    assertThat(certificate.getNotBefore().toInstant()).isEqualTo("2030-04-29T07:08:09Z");
    assertThat(certificate.getNotAfter().toInstant()).isEqualTo("2031-05-06T07:08:09Z");
  }

  @Test
  void hasANewKeyAndSerialNumberEachTime() {
    X509Certificate first = made("example.com").certificate();
    X509Certificate second = made("example.com").certificate();
    assertThat(first.getPublicKey()).isNotEqualTo(second.getPublicKey());
    assertThat(first.getSerialNumber()).isNotEqualTo(second.getSerialNumber()).isPositive();
  }

  @Test
  void doesNotShowItsKey() {
    SelfSignedCertificate made = made("example.com");
    BigInteger secret = ((ECPrivateKey) made.privateKey()).getS();
    assertThat(made.toString())
        .startsWith("SelfSignedCertificate[serial=")
        .endsWith(", notAfter=2031-05-06T07:08:09Z]")
        .doesNotContain(secret.toString(), secret.toString(16), "Private");
  }

  @Test
  void refusesToBeForNothingAndForWhatIsNoName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SelfSignedCertificate.forServer(List.of(), List.of(), CLOCK))
        .withMessage("A certificate needs at least one name or address");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> made("bücher.example"))
        .withMessage("Not a DNS name in A-label form: bücher.example");
  }
}
