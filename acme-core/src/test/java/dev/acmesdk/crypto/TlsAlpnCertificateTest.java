package dev.acmesdk.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extensions;
import org.junit.jupiter.api.Test;

class TlsAlpnCertificateTest {
  private static final String ACME_IDENTIFIER = "1.3.6.1.5.5.7.1.31";
  private static final String ALTERNATIVE_NAME = "2.5.29.17";
  private static final Instant NOW = Instant.parse("2030-05-06T07:08:09Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final byte[] DIGEST =
      Sha256.digest("token.thumbprint".getBytes(StandardCharsets.US_ASCII));

  private final TlsAlpnCertificate made = TlsAlpnCertificate.forName("example.com", DIGEST, CLOCK);
  private final X509Certificate certificate = made.certificate();

  private static String hex(byte[] octets) {
    return HexFormat.of().formatHex(octets);
  }

  private static String valueOf(String oid, X509Certificate certificate) throws Exception {
    Extensions extensions =
        Certificate.getInstance(certificate.getEncoded()).getTBSCertificate().getExtensions();
    return hex(extensions.getExtension(new ASN1ObjectIdentifier(oid)).getExtnValue().getOctets());
  }

  @Test
  void rfc8737Section3_theDigestIsAnOctetStringInACriticalExtension() throws Exception {
    assertThat(certificate.getCriticalExtensionOIDs()).containsExactly(ACME_IDENTIFIER);
    assertThat(valueOf(ACME_IDENTIFIER, certificate)).isEqualTo("0420" + hex(DIGEST));
  }

  @Test
  void rfc8737Section3_itNamesNothingButTheNameBeingValidated() throws Exception {
    assertThat(certificate.getSubjectAlternativeNames()).containsExactly(List.of(2, "example.com"));
    assertThat(valueOf(ALTERNATIVE_NAME, certificate))
        .isEqualTo("300d820b" + hex("example.com".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void rfc8737Section3_isSelfSigned() throws Exception {
    certificate.verify(certificate.getPublicKey());
    assertThat(certificate.getSubjectX500Principal())
        .isEqualTo(certificate.getIssuerX500Principal());
    assertThat(certificate.getSubjectX500Principal().getName()).isNotEmpty();
    assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
  }

  @Test
  void rfc8738Section6_anIpv4AddressIsASingleIpAddress() throws Exception {
    X509Certificate forAddress = forAddress("192.0.2.1");
    assertThat(forAddress.getSubjectAlternativeNames()).containsExactly(List.of(7, "192.0.2.1"));
    assertThat(valueOf(ALTERNATIVE_NAME, forAddress)).isEqualTo("30068704c0000201");
    assertThat(valueOf(ACME_IDENTIFIER, forAddress)).isEqualTo("0420" + hex(DIGEST));
  }

  @Test
  void rfc8738Section6_anIpv6AddressIsASingleIpAddress() throws Exception {
    assertThat(valueOf(ALTERNATIVE_NAME, forAddress("2001:db8::1")))
        .isEqualTo("3012871020010db8000000000000000000000001");
  }

  private static X509Certificate forAddress(String literal) throws Exception {
    return TlsAlpnCertificate.forAddress(InetAddress.getByName(literal), DIGEST, CLOCK)
        .certificate();
  }

  @Test
  void boulderWantsNoExtensionTwiceAndGetsThoseTwoOnly() throws Exception {
    assertThat(
            Certificate.getInstance(certificate.getEncoded())
                .getTBSCertificate()
                .getExtensions()
                .getExtensionOIDs())
        .extracting(Object::toString)
        .containsExactlyInAnyOrder(ACME_IDENTIFIER, ALTERNATIVE_NAME);
  }

  @Test
  void isValidAWeekBeforeAndAfterNow() {
    assertThat(certificate.getNotBefore().toInstant()).isEqualTo("2030-04-29T07:08:09Z");
    assertThat(certificate.getNotAfter().toInstant()).isEqualTo("2030-05-13T07:08:09Z");
  }

  @Test
  void hasANewKeyOnP256AndANewSerialNumberEachTime() {
    TlsAlpnCertificate other = TlsAlpnCertificate.forName("example.com", DIGEST, CLOCK);
    assertThat(KeyAlgorithm.of(certificate.getPublicKey())).isEqualTo(KeyAlgorithm.EC_P256);
    assertThat(other.certificate().getPublicKey()).isNotEqualTo(certificate.getPublicKey());
    assertThat(other.certificate().getSerialNumber())
        .isNotEqualTo(certificate.getSerialNumber())
        .isPositive();
    assertThat(certificate.getSerialNumber().bitLength()).isLessThanOrEqualTo(159);
  }

  @Test
  void theKeyIsThatOfTheCertificate() throws Exception {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(made.privateKey());
    signature.update(DIGEST);
    byte[] signed = signature.sign();
    signature.initVerify(certificate.getPublicKey());
    signature.update(DIGEST);
    assertThat(signature.verify(signed)).isTrue();
  }

  @Test
  void doesNotShowItsKey() {
    BigInteger secret = ((ECPrivateKey) made.privateKey()).getS();
    assertThat(made.toString())
        .startsWith("TlsAlpnCertificate[serial=")
        .endsWith(", notAfter=2030-05-13T07:08:09Z]")
        .doesNotContain(secret.toString(), secret.toString(16), "Private");
  }

  @Test
  void refusesWhatIsNoDigestAndNoName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TlsAlpnCertificate.forName("example.com", new byte[31], CLOCK))
        .withMessage("A SHA-256 digest has 32 octets, not 31");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TlsAlpnCertificate.forName("bücher.example", DIGEST, CLOCK))
        .withMessage("Not a DNS name in A-label form: bücher.example");
  }
}
