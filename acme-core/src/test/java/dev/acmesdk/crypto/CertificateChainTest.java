package dev.acmesdk.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateChainTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final TestCa CA = TestCa.withIntermediates(2);
  private static final TestCa.Issued ISSUED =
      CA.leaf("example.com", "*.example.com")
          .ip("192.0.2.1")
          .ip("2001:db8::1")
          .valid(START, Duration.ofDays(90))
          .issue();
  private static final CertificateChain CHAIN = ISSUED.chain();

  @Test
  void startsWithTheLeaf() {
    assertThat(CHAIN.leaf()).isEqualTo(CHAIN.certificates().get(0));
    assertThat(CHAIN.issuers()).isEqualTo(CHAIN.certificates().subList(1, 3));
    assertThat(CHAIN.issuers().get(0)).isEqualTo(CA.certificate());
  }

  @Test
  void refusesToBeEmpty() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CertificateChain(List.of()))
        .withMessage("A certificate chain has at least one certificate");
  }

  @Test
  void keepsACopyOfItsList() {
    List<X509Certificate> list = new ArrayList<>(CHAIN.certificates());
    CertificateChain chain = new CertificateChain(list);
    list.clear();
    assertThat(chain).isEqualTo(CHAIN);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> chain.certificates().clear());
  }

  @Test
  void tellsItsNamesByKindInOrder() {
    assertThat(CHAIN.dnsNames()).containsExactly("example.com", "*.example.com");
    assertThat(CHAIN.ipAddresses()).containsExactly("192.0.2.1", "2001:db8:0:0:0:0:0:1");
  }

  @Test
  void hasNoNamesIfTheCertificateHasNone() {
    CertificateChain root = new CertificateChain(List.of(CA.rootCertificate()));
    assertThat(root.dnsNames()).isEmpty();
    assertThat(root.ipAddresses()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyAlgorithm.class,
      names = {"EC_P256", "EC_P384", "EC_P521", "RSA_2048"})
  void knowsTheKeyThatItIsFor(KeyAlgorithm algorithm) {
    TestCa.Issued issued = CA.leaf("example.com").key(algorithm).issue();
    assertThat(issued.chain().isFor(issued.key().getPublic())).isTrue();
    assertThat(issued.chain().isFor(algorithm.generate().getPublic())).isFalse();
    assertThat(CHAIN.isFor(CA.certificate().getPublicKey())).isFalse();
    var fromPem = Pem.decodeKeyPair(Pem.encodePrivateKey(issued.key().getPrivate()));
    assertThat(issued.chain().isFor(fromPem.getPublic())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void isInOrderIfEachCertificateIsSignedByTheNext(int intermediates) {
    TestCa ca = TestCa.withIntermediates(intermediates);
    List<X509Certificate> certificates =
        new ArrayList<>(ca.leaf("example.com").issue().chain().certificates());
    assertThat(new CertificateChain(certificates).isInOrder()).isTrue();
    certificates.add(ca.rootCertificate());
    assertThat(new CertificateChain(certificates).isInOrder()).isTrue();
    Collections.reverse(certificates);
    assertThat(new CertificateChain(certificates).isInOrder()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyAlgorithm.class,
      names = {"EC_P256", "EC_P384", "EC_P521", "RSA_2048"})
  void isInOrderWhateverTheIssuersKeyIs(KeyAlgorithm algorithm) throws Exception {
    TestCa ca = TestCa.root("Some Root", algorithm);
    X509Certificate leaf = ca.leaf("a.example").issue().leaf();
    assertThat(new CertificateChain(List.of(leaf, ca.certificate())).isInOrder()).isTrue();
    byte[] der = leaf.getEncoded();
    der[der.length - 1] ^= 1;
    X509Certificate damaged = CertificateChain.fromPem(Pem.encode("CERTIFICATE", der)).leaf();
    assertThat(new CertificateChain(List.of(damaged, ca.certificate())).isInOrder()).isFalse();
  }

  @Test
  void isOutOfOrderIfALinkIsMissing() {
    assertThat(
            new CertificateChain(List.of(CHAIN.certificates().get(0), CHAIN.certificates().get(2)))
                .isInOrder())
        .isFalse();
  }

  @Test
  void isOutOfOrderIfAnIssuerHasTheRightNameButAnotherKey() {
    CertificateChain impostor =
        new CertificateChain(
            List.of(
                TestCa.root("One Name", KeyAlgorithm.EC_P256).leaf("a.example").issue().leaf(),
                TestCa.root("One Name", KeyAlgorithm.EC_P256).certificate()));
    assertThat(impostor.isInOrder()).isFalse();
    CertificateChain otherKind =
        new CertificateChain(
            List.of(
                TestCa.root("One Name", KeyAlgorithm.EC_P256).leaf("a.example").issue().leaf(),
                TestCa.root("One Name", KeyAlgorithm.RSA_2048).certificate()));
    assertThat(otherKind.isInOrder()).isFalse();
  }

  @Test
  void showsNamesIssuerAndEnd() {
    assertThat(CHAIN)
        .hasToString(
            "CertificateChain[[example.com, *.example.com], issuer=CN=Test Intermediate 2,"
                + " notAfter=2026-05-30T00:00:00Z, length=3]");
  }

  @Test
  void showsNothingThatMovesACursor() {
    CertificateChain chain = TestCa.root().leaf("a\u001b[2J\r\n.example").issue().chain();
    assertThat(chain.toString()).contains("[a\ufffd[2J\ufffd\ufffd.example]");
    CertificateChain endless = TestCa.root().leaf("a".repeat(10_000)).issue().chain();
    assertThat(endless.toString()).hasSizeLessThan(400).contains("aaa…");
  }
}
