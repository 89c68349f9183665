package dev.acmesdk.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.error.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class Pkcs12Test {
  private static final TestCa CA = TestCa.withIntermediates(2);
  private static final char[] PASSWORD = "change it!".toCharArray();

  @TempDir private Path folder;

  private static Lineage lineage(TestCa.Issued issued) {
    return lineage(issued.chain(), issued.key().getPrivate());
  }

  private static Lineage lineage(CertificateChain chain, PrivateKey key) {
    return new Lineage("example.com", 1, chain, key, null, null);
  }

  private static void assertHolds(KeyStore store, TestCa.Issued issued) throws Exception {
    assertThat(store.getType()).isEqualTo("PKCS12");
    assertThat(Collections.list(store.aliases())).containsExactly("example.com");
    assertThat(store.getKey("example.com", PASSWORD)).isEqualTo(issued.key().getPrivate());
    assertThat(store.getCertificateChain("example.com"))
        .containsExactly(issued.chain().certificates().toArray(Certificate[]::new));
  }

  private KeyStore read(Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyAlgorithm.class,
      names = {"EC_P256", "EC_P521", "RSA_2048"})
  void holdsKeyAndChainUnderTheLineagesName(KeyAlgorithm algorithm) throws Exception {
    TestCa.Issued issued = CA.leaf("example.com").key(algorithm).issue();
    assertHolds(Pkcs12.keyStore(lineage(issued), PASSWORD), issued);
    Path file = folder.resolve("example.p12");
    Pkcs12.write(lineage(issued), file, PASSWORD);
    assertHolds(read(file), issued);
    assertThat(PASSWORD).isEqualTo("change it!".toCharArray());
  }

  @Test
  void theKeyInMemoryNeedsItsPassword() throws Exception {
    KeyStore store = Pkcs12.keyStore(lineage(CA.leaf("example.com").issue()), PASSWORD);
    assertThatThrownBy(() -> store.getKey("example.com", "wrong".toCharArray()))
        .isInstanceOf(java.security.UnrecoverableKeyException.class);
    KeyStore open = Pkcs12.keyStore(lineage(CA.leaf("example.com").issue()), new char[0]);
    assertThat(open.getKey("example.com", new char[0])).isNotNull();
  }

  @Test
  void theFileNeedsItsPassword() {
    Path file = folder.resolve("example.p12");
    Pkcs12.write(lineage(CA.leaf("example.com").issue()), file, PASSWORD);
    assertThatThrownBy(() -> KeyStore.getInstance(file.toFile(), "wrong".toCharArray()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("password was incorrect");
  }

  @Test
  void rfc7292Section5_theFileShowsNothingOfTheKey() throws IOException {
    TestCa.Issued issued = CA.leaf("example.com").key(KeyAlgorithm.RSA_2048).issue();
    Path file = folder.resolve("example.p12");
    Pkcs12.write(lineage(issued), file, PASSWORD);
    String octets = new String(Files.readAllBytes(file), ISO_8859_1);
    byte[] key = issued.key().getPrivate().getEncoded();
    String part = new String(key, 100, 16, ISO_8859_1);
    assertThat(octets).doesNotContain(part);
  }

  @Test
  void writesThePasswordlessToMemoryOnly() {
    Lineage lineage = lineage(CA.leaf("example.com").issue());
    Path file = folder.resolve("example.p12");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pkcs12.write(lineage, file, new char[0]))
        .withMessageContaining("The password is empty");
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pässword", "tab\t", "null\u0000", "\u007f"})
  void refusesPasswordsThatProgramsUnderstandDifferently(String password) {
    Lineage lineage = lineage(CA.leaf("example.com").issue());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pkcs12.keyStore(lineage, password.toCharArray()))
        .withMessageContaining("printable ASCII")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(password));
    Path file = folder.resolve("example.p12");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pkcs12.write(lineage, file, password.toCharArray()));
    assertThat(file).doesNotExist();
  }

  @Test
  void refusesAChainThatIsNotInOrder() {
    TestCa.Issued issued = CA.leaf("example.com").issue();
    List<X509Certificate> reversed = new ArrayList<>(issued.chain().certificates());
    Collections.reverse(reversed);
    Lineage lineage = lineage(new CertificateChain(reversed), issued.key().getPrivate());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pkcs12.keyStore(lineage, PASSWORD))
        .withMessageContaining("Cannot make a key store of Lineage[example.com");
  }

  @Test
  void saysForWhichLineageAndWhereItCouldNotBeWritten() {
    Lineage lineage = lineage(CA.leaf("example.com").issue());
    Path file = folder.resolve("nowhere/example.p12");
    assertThatThrownBy(() -> Pkcs12.write(lineage, file, PASSWORD))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith(
            "Cannot write the certificate and key of example.com to %s: there is no such directory. Name a file"
                .formatted(file));
  }
}
