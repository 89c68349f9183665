package dev.acmesdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.EncryptedPem;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.crypto.Pem;
import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.error.StoreException;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportedCertificateTest {
  private static final TestCa CA = TestCa.withIntermediates(2);
  private static final TestCa.Issued ISSUED = CA.leaf("example.com").issue();
  private static final String CHAIN = ISSUED.chain().toPem();
  private static final String KEY = Pem.encodePrivateKey(ISSUED.key().getPrivate());
  private static final String ORDER =
      "Put the server's certificate first, and behind each certificate its issuer's.";

  private static X509Certificate certificate(int number) {
    return ISSUED.chain().certificates().get(number - 1);
  }

  private static String pem(X509Certificate... certificates) {
    return new CertificateChain(List.of(certificates)).toPem();
  }

  private static void assertRefused(String fullchain, String privkey, String... words) {
    assertThatThrownBy(() -> ImportedCertificate.fromPem(fullchain, privkey))
        .isInstanceOf(StoreException.class)
        .hasMessageContainingAll(words);
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyAlgorithm.class,
      names = {"EC_P256", "EC_P384", "EC_P521", "RSA_2048"})
  void readsAChainAndItsKey(KeyAlgorithm algorithm) {
    TestCa.Issued issued = CA.leaf("example.com").key(algorithm).issue();
    ImportedCertificate imported =
        ImportedCertificate.fromPem(
            issued.chain().toPem(), Pem.encodePrivateKey(issued.key().getPrivate()));
    assertThat(imported.chain()).isEqualTo(issued.chain());
    assertThat(imported.privateKey().getEncoded())
        .isEqualTo(issued.key().getPrivate().getEncoded());
  }

  @Test
  void becomesWhatAStoreSaves() {
    URI directory = URI.create("https://ca.example/directory");
    URI account = URI.create("https://ca.example/account/1");
    NewVersion version =
        ImportedCertificate.fromPem(CHAIN, KEY)
            .newVersion("imported", directory, account, Map.of("authenticator", "standalone"));
    assertThat(version.name()).isEqualTo("imported");
    assertThat(version.chain()).isEqualTo(ISSUED.chain());
    assertThat(version.privateKey()).isEqualTo(ISSUED.key().getPrivate());
    assertThat(version.directory()).isEqualTo(directory);
    assertThat(version.account()).isEqualTo(account);
    assertThat(version.renewalParameters())
        .containsExactly(Map.entry("authenticator", "standalone"));
  }

  @Test
  void readsAnEncryptedKeyWithItsPassphrase() {
    String encrypted =
        EncryptedPem.encryptPrivateKey(ISSUED.key().getPrivate(), "secret".toCharArray());
    assertThat(ImportedCertificate.fromPem(CHAIN, encrypted, "secret".toCharArray()).privateKey())
        .isEqualTo(ISSUED.key().getPrivate());
    assertThatThrownBy(() -> ImportedCertificate.fromPem(CHAIN, encrypted, "hunter2".toCharArray()))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith(
            "The private key cannot be imported. The passphrase is wrong, or the encrypted private key is damaged. ")
        .hasMessageNotContaining("hunter2");
    assertRefused(CHAIN, encrypted, "The private key is encrypted");
    assertThatThrownBy(() -> ImportedCertificate.fromPem(CHAIN, KEY, "secret".toCharArray()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("The private key is not encrypted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void rfc7468Section2_textAroundTheBlocksIsNotLookedAt(String lineEnd) {
    StringBuilder text = new StringBuilder("Bag Attributes\n    friendlyName: example\n");
    for (X509Certificate certificate : ISSUED.chain().certificates()) {
      text.append("subject=CN = somebody\n\n").append(pem(certificate)).append("  \n# next\n");
    }
    ImportedCertificate imported =
        ImportedCertificate.fromPem(text.toString().replace("\n", lineEnd), KEY);
    assertThat(imported.chain()).isEqualTo(ISSUED.chain());
  }

  /** HAProxy, for one, wants all in one file. */
  @Test
  void bothMayBeInOneText() {
    for (String all : List.of(CHAIN + KEY, KEY + CHAIN)) {
      assertThat(ImportedCertificate.fromPem(all, all).chain()).isEqualTo(ISSUED.chain());
    }
  }

  @Test
  void aCertificateMayComeWithoutItsIssuers() {
    assertThat(ImportedCertificate.fromPem(pem(certificate(1)), KEY).chain().issuers()).isEmpty();
  }

  @Test
  void theRootMayBeThere() {
    X509Certificate[] all = {
      certificate(1), certificate(2), certificate(3), CA.rootCertificate(),
    };
    assertThat(ImportedCertificate.fromPem(pem(all), KEY).chain().certificates()).hasSize(4);
  }

  @Test
  void refusesTheKeyOfAnotherCertificate() {
    TestCa.Issued other = CA.leaf("other.example").issue();
    assertRefused(
        CHAIN,
        Pem.encodePrivateKey(other.key().getPrivate()),
        "The certificate cannot be imported: the private key belongs to another certificate than this one",
        "CertificateChain[[example.com]",
        "Give certificate and key of the same version.");
    TestCa.Issued renewed = CA.leaf("example.com").key(KeyAlgorithm.RSA_2048).issue();
    assertRefused(
        renewed.chain().toPem(), KEY, "the private key belongs to another certificate than this");
  }

  @Test
  void saysThatTheServersCertificateDoesNotComeFirst() {
    assertRefused(
        pem(certificate(2), certificate(1), certificate(3)),
        KEY,
        "the certificates are in the wrong order: the private key belongs to number 2.",
        ORDER);
  }

  @Test
  void saysThatIssuersAreSwapped() {
    assertRefused(
        pem(certificate(1), certificate(3), certificate(2)),
        KEY,
        "the certificates are in the wrong order: number 1 was issued by number 3.",
        ORDER);
  }

  @Test
  void saysWhichIssuerIsMissing() {
    assertRefused(
        pem(certificate(1), certificate(3)),
        KEY,
        "certificate number 1 names \"CN=Test Intermediate 2\" as its issuer, but was not signed by number 2, which is \"CN=Test Intermediate 1\".",
        "Put the missing certificate in between");
  }

  @Test
  void anIssuerIsKnownByItsKeyAndNotByItsName() {
    TestCa namesake = TestCa.withIntermediates(2);
    assertRefused(
        pem(certificate(1), namesake.certificate()),
        KEY,
        "but was not signed by number 2, which is \"CN=Test Intermediate 2\"");
  }

  @Test
  void saysWhichOfTheTwoCannotBeRead() throws Exception {
    String unreadable = "The certificate cannot be imported. ";
    assertRefused("", KEY, unreadable + "The PEM text holds no certificate.");
    assertRefused(KEY, CHAIN, unreadable + "The PEM text holds no certificate.");
    assertRefused(CHAIN.substring(0, 200), KEY, unreadable, "line 5: the text ends within a block");
    assertRefused(
        Pem.encode("CERTIFICATE", new byte[] {1, 2, 3}),
        KEY,
        unreadable,
        "Not an X.509 certificate");
    assertRefused(
        CHAIN, CHAIN, "The private key cannot be imported. The PEM text holds no private key.");
    String ed25519 =
        Pem.encodePrivateKey(
            KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate());
    assertRefused(
        CHAIN, ed25519, "Unsupported key: Ed25519.", "or EC on P-256, P-384 or P-521. Give the");
  }

  @Test
  void aDamagedLineIsNamedByItsNumberInTheText() {
    String text = "Bag Attributes\n\n" + CHAIN.replaceFirst("\n", "\n*");
    assertRefused(text, KEY, "line 4: it is neither base64");
  }

  @Test
  void anExpiredCertificateIsImportedAndSaysSo() {
    Instant start = Instant.parse("2020-03-01T00:00:00Z");
    TestCa.Issued old = CA.leaf("example.com").valid(start, Duration.ofDays(90)).issue();
    ImportedCertificate imported =
        ImportedCertificate.fromPem(
            old.chain().toPem(), Pem.encodePrivateKey(old.key().getPrivate()));
    Instant end = start.plus(Duration.ofDays(90));
    assertThat(imported.isExpired(Clock.fixed(end.minusSeconds(1), ZoneOffset.UTC))).isFalse();
    assertThat(imported.isExpired(Clock.fixed(end, ZoneOffset.UTC))).isTrue();
    assertThat(imported).asString().contains("notAfter=2020-05-30T00:00:00Z");
  }

  @Test
  void showsNoKey() {
    ImportedCertificate imported = ImportedCertificate.fromPem(CHAIN, KEY);
    assertThat(imported).hasToString("ImportedCertificate[" + ISSUED.chain() + "]");
  }
}
