package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.crypto.Pem;
import dev.acmesdk.error.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lineages that are not what they should be: the message names the file, and nothing is touched.
 */
final class BrokenLineageTest {
  @TempDir private Path config;
  private CertbotDirectory store;
  private Path live;
  private Path archive;

  @BeforeEach
  void saveOne() {
    store = CertbotDirectory.at(config);
    store.save(TestCa.issue("a.example"));
    live = config.resolve("live/a.example");
    archive = config.resolve("archive/a.example");
  }

  private void isNotFound(Path file, String reason) throws IOException {
    List<String> tree = Tree.snapshot(config);
    assertThatThrownBy(() -> store.find("a.example"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(reason)
        .satisfies(e -> assertThat(((StoreException) e).remedy()).hasSizeGreaterThan(20));
    assertThat(Tree.snapshot(config)).isEqualTo(tree);
    assertThat(store.names()).containsExactly("a.example");
  }

  private void isNeitherFoundNorRenewed(Path file, String reason) throws IOException {
    isNotFound(file, reason);
    List<String> tree = Tree.snapshot(config);
    assertThatThrownBy(() -> store.save(TestCa.issue("a.example")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(reason);
    assertThat(Tree.snapshot(config)).isEqualTo(tree);
  }

  private Path replace(Path file, String content) throws IOException {
    Files.delete(file);
    return Files.writeString(file, content);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aLinkIsMissing(Kind kind) throws IOException {
    Path link = live.resolve(kind.linkName());
    Files.delete(link);
    isNeitherFoundNorRenewed(link, "is missing");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aFileIsWhereALinkShouldBe(Kind kind) throws IOException {
    Path link = live.resolve(kind.linkName());
    replace(link, "whatever");
    isNeitherFoundNorRenewed(link, "is a file, not a link");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../archive/a.example/chain1.pem",
        "../../archive/a.example/fullchain.pem",
        "../../archive/a.example/fullchain1.pem.bak",
        "fullchain99999999999.pem",
        ".",
      })
  void aLinkPointsToSomethingElse(String target) throws IOException {
    Path link = live.resolve("fullchain.pem");
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of(target));
    isNeitherFoundNorRenewed(link, "not a version's file");
  }

  @Test
  void aLinkPointsIntoAnotherArchive() throws IOException {
    store.save(TestCa.issue("b.example"));
    Files.delete(live.resolve("cert.pem"));
    Files.createSymbolicLink(
        live.resolve("cert.pem"), Path.of("../../archive/b.example/cert1.pem"));
    assertThatThrownBy(() -> store.find("a.example"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(live.resolve("cert.pem") + " points into another directory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"privkey1.pem", "fullchain1.pem"})
  void aLinkPointsToNothing(String file) throws IOException {
    Files.delete(archive.resolve(file));
    isNotFound(archive.resolve(file), "is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"privkey1.pem", "fullchain1.pem"})
  void aFileIsTruncated(String name) throws IOException {
    Path file = archive.resolve(name);
    String text = Tree.text(file);
    for (int length : List.of(0, 1, 30, text.length() / 2, text.length() - 20)) {
      replace(file, text.substring(0, length));
      isNotFound(file, "holds no");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"privkey1.pem", "fullchain1.pem"})
  void aFileIsADirectory(String name) throws IOException {
    Path file = archive.resolve(name);
    Files.delete(file);
    Files.createDirectory(file);
    isNotFound(file, "is a directory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"privkey1.pem", "fullchain1.pem"})
  void aFileIsALinkToItself(String name) throws IOException {
    Path file = archive.resolve(name);
    Files.delete(file);
    Files.createSymbolicLink(file, Path.of(name));
    isNotFound(file, "symbolic links");
  }

  @Test
  void theKeyIsThatOfAnotherCertificate() throws IOException {
    Path file = archive.resolve("privkey1.pem");
    replace(file, Pem.encodePrivateKey(KeyAlgorithm.EC_P256.generate().getPrivate()));
    isNotFound(file, "is not the key of the certificate in fullchain1.pem");
  }

  @Test
  void theKeyIsGarbageAndIsNotQuoted() throws IOException {
    Path file = archive.resolve("privkey1.pem");
    replace(file, "-----BEGIN PRIVATE KEY-----\nc2VjcmV0IG9jdGV0cw==\n-----END PRIVATE KEY-----\n");
    isNotFound(file, "holds no usable private key");
    assertThatThrownBy(() -> store.find("a.example"))
        .extracting(Throwables::getStackTrace)
        .asString()
        .doesNotContain("c2VjcmV0", "secret octets");
  }

  @Test
  void theKeyIsEncrypted() throws IOException {
    Path file = archive.resolve("privkey1.pem");
    replace(
        file,
        """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg
        -----END ENCRYPTED PRIVATE KEY-----
        """);
    isNotFound(file, "it is encrypted, and this store has no passphrase. Open the store");
  }

  @Test
  void theKeyIsOfAnUnsupportedKind() throws IOException, GeneralSecurityException {
    KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Path file = archive.resolve("privkey1.pem");
    replace(file, Pem.encodePrivateKey(key.getPrivate()));
    isNotFound(file, "Unsupported key: Ed25519. Use RSA");
    assertThatThrownBy(() -> store.save(TestCa.issue("b.example", key, Map.of())))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("unsupported kind (EdDSA)");
    assertThat(config.resolve("renewal/b.example.conf")).doesNotExist();
  }

  @Test
  void aPrivateKeyIsAmongTheCertificates() throws IOException {
    Path file = archive.resolve("fullchain1.pem");
    replace(file, Tree.text(file) + Tree.text(archive.resolve("privkey1.pem")));
    isNotFound(file, "nothing but certificates");
  }

  @Test
  void theDirectoryOfLinksIsMissing() throws IOException {
    Files.move(live, config.resolve("live/moved"));
    isNeitherFoundNorRenewed(live, "no directory");
  }

  @Test
  void theDirectoryOfLinksIsAFile() throws IOException {
    Files.move(live, config.resolve("live/moved"));
    Files.writeString(live, "");
    isNeitherFoundNorRenewed(live, "not a directory");
  }

  @Test
  void onlyAnEmptyRenewalFileIsThere() throws IOException {
    Path file = Files.createFile(config.resolve("renewal/b.example.conf"));
    assertThatThrownBy(() -> store.find("b.example"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("move that file and archive/b.example away");
    assertThatThrownBy(() -> store.save(TestCa.issue("b.example")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString());
    assertThat(file).isEmptyFile();
    assertThat(config.resolve("archive/b.example")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"live", "archive"})
  void onlyTheRenewalFileIsMissing(String left) throws IOException {
    Path other = config.resolve(left.equals("live") ? "archive" : "live").resolve("a.example");
    Files.delete(config.resolve("renewal/a.example.conf"));
    Files.move(other, config.resolve("moved"));
    List<String> tree = Tree.snapshot(config);
    assertThatThrownBy(() -> store.find("a.example"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(config.resolve(left).resolve("a.example").toString())
        .hasMessageContaining("no " + config.resolve("renewal/a.example.conf"));
    assertThatThrownBy(() -> store.save(TestCa.issue("a.example")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("no " + config.resolve("renewal/a.example.conf"));
    assertThat(Tree.snapshot(config)).isEqualTo(tree);
    assertThat(store.names()).isEmpty();
  }

  @Test
  void aFileHasTheNameOfTheLineage() throws IOException {
    List<String> tree = Tree.snapshot(config);
    assertThatThrownBy(() -> store.save(TestCa.issue("x", Map.of(), "README")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(config.resolve("live/README").toString());
    assertThat(Tree.snapshot(config)).isEqualTo(tree);
  }

  @Test
  void noVersionThatTheLinksPointToIsComplete() throws IOException {
    store.save(TestCa.issue("a.example"));
    Files.delete(live.resolve("cert.pem"));
    Files.createSymbolicLink(
        live.resolve("cert.pem"), Path.of("../../archive/a.example/cert1.pem"));
    Files.delete(archive.resolve("privkey1.pem"));
    Files.delete(archive.resolve("privkey2.pem"));
    isNotFound(archive.resolve("privkey1.pem"), "is missing");
  }

  @Test
  void emptyDirectoriesAreNoObstacle() throws IOException {
    Files.createDirectory(config.resolve("live/b.example"));
    Files.createDirectory(config.resolve("archive/b.example"));
    assertThat(store.find("b.example")).isEmpty();
    assertThat(store.save(TestCa.issue("b.example")).version()).isEqualTo(1);
  }

  @Test
  void otherThingsInTheRenewalDirectoryAreNoLineages() throws IOException {
    Path renewal = config.resolve("renewal");
    for (String name : List.of("b.conf.new", "c.conf~", ".d.conf", ".conf", "README", "e\\.conf")) {
      Files.createFile(renewal.resolve(name));
    }
    Files.createDirectory(renewal.resolve("f.conf"));
    assertThat(store.names()).containsExactly("a.example");
  }
}
