package dev.acmesdk.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.security.KeyPair;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.DefaultSignatureNameFinder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateSigningRequestTest {
  private static final KeyPair KEY = KeyAlgorithm.EC_P256.generate();

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  void rfc2986_isSignedByTheKeyThatItAsksFor(KeyAlgorithm algorithm) throws Exception {
    KeyPair key = Keys.shared(algorithm);
    var request = parse(create(key, List.of("example.com"), List.of()));
    assertThat(request.getPublicKey()).isEqualTo(key.getPublic());
    assertThat(
            request.isSignatureValid(
                new JcaContentVerifierProviderBuilder().build(key.getPublic())))
        .isTrue();
    assertThat(new DefaultSignatureNameFinder().getAlgorithmName(request.getSignatureAlgorithm()))
        .isEqualToIgnoringCase(algorithm.signatureAlgorithm());
  }

  @Test
  void rfc8555Section7_4_namesAreSubjectAlternativeNamesAndTheSubjectIsEmpty() throws Exception {
    var request =
        parse(
            create(
                KEY,
                List.of("example.com", "*.example.com", "xn--bcher-kva.example"),
                List.of(InetAddress.getByName("192.0.2.1"), InetAddress.getByName("2001:db8::1"))));
    assertThat(request.getSubject().getRDNs()).isEmpty();
    Extensions extensions = request.getRequestedExtensions();
    assertThat(extensions.getExtensionOIDs()).containsExactly(Extension.subjectAlternativeName);
    assertThat(dnsNames(request))
        .containsExactly("example.com", "*.example.com", "xn--bcher-kva.example");
    assertThat(addresses(request))
        .containsExactly(
            InetAddress.getByName("192.0.2.1").getAddress(),
            InetAddress.getByName("2001:db8::1").getAddress());
  }

  @Test
  void rfc8738Section3_aRequestMayBeForAddressesAlone() throws Exception {
    var request = parse(create(KEY, List.of(), List.of(InetAddress.getByName("192.0.2.1"))));
    assertThat(dnsNames(request)).isEmpty();
    assertThat(addresses(request)).containsExactly(new byte[] {(byte) 192, 0, 2, 1});
  }

  /** Features ::= SEQUENCE OF INTEGER, in which 5 is status_request. */
  @Test
  void rfc7633Section4_1_asksForTheTlsFeatureOfStapling() throws Exception {
    var request =
        parse(CertificateSigningRequest.create(KEY, List.of("example.com"), List.of(), true));
    Extension feature =
        request
            .getRequestedExtensions()
            .getExtension(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24"));
    assertThat(feature.isCritical()).isFalse();
    assertThat(feature.getExtnValue().getOctets()).containsExactly(0x30, 3, 2, 1, 5);
    assertThat(dnsNames(request)).containsExactly("example.com");
  }

  @Test
  void holdsAHundredNames() throws Exception {
    List<String> names = IntStream.range(0, 100).mapToObj(i -> "n" + i + ".example.com").toList();
    assertThat(dnsNames(parse(create(KEY, names, List.of())))).isEqualTo(names);
  }

  @Test
  void givesCopiesOfItsOctets() {
    CertificateSigningRequest request = create(KEY, List.of("example.com"), List.of());
    request.der()[0] = 0;
    assertThat(request.der()[0]).isEqualTo((byte) 0x30);
  }

  @Test
  void takesKeysOfAnotherProvider() throws Exception {
    KeyPair key = Keys.generate("ECDSA", new ECGenParameterSpec("secp384r1"));
    CertificateSigningRequest request = create(key, List.of("example.com"), List.of());
    assertThat(parse(request).getPublicKey().getEncoded()).isEqualTo(key.getPublic().getEncoded());
    var chain = TestCa.root().sign(request.der(), Instant.now(), Duration.ofDays(1));
    assertThat(chain.isFor(key.getPublic())).isTrue();
  }

  @Test
  void refusesToAskForNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(KEY, List.of(), List.of()))
        .withMessage("A certificate needs at least one name or address");
  }

  /** In an IA5String there is no ü: it would become another letter. */
  @Test
  void refusesNamesThatAreNotAscii() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(KEY, List.of("bücher.example"), List.of()))
        .withMessage("Not a DNS name in A-label form: bücher.example");
  }

  @Test
  void refusesAKeyThatNoCaWouldTake() throws Exception {
    KeyPair key = Keys.onCurve("secp256k1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(key, List.of("example.com"), List.of()))
        .withMessageContaining("Unsupported key");
  }

  private static CertificateSigningRequest create(
      KeyPair key, List<String> names, List<InetAddress> addresses) {
    return CertificateSigningRequest.create(key, names, addresses);
  }

  private static JcaPKCS10CertificationRequest parse(CertificateSigningRequest request)
      throws Exception {
    return new JcaPKCS10CertificationRequest(request.der());
  }

  private static List<String> dnsNames(JcaPKCS10CertificationRequest request) {
    return names(request).stream()
        .filter(name -> name.getTagNo() == GeneralName.dNSName)
        .map(name -> name.getName().toString())
        .toList();
  }

  private static List<byte[]> addresses(JcaPKCS10CertificationRequest request) {
    return names(request).stream()
        .filter(name -> name.getTagNo() == GeneralName.iPAddress)
        .map(name -> ASN1OctetString.getInstance(name.getName()).getOctets())
        .toList();
  }

  private static List<GeneralName> names(JcaPKCS10CertificationRequest request) {
    return List.of(
        GeneralNames.fromExtensions(
                request.getRequestedExtensions(), Extension.subjectAlternativeName)
            .getNames());
  }
}
