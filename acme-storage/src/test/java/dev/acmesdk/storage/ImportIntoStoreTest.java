package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.Pem;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.store.ImportedCertificate;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.NewVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificate and key of another program on their way into Certbot's layout. */
final class ImportIntoStoreTest {
  @TempDir private Path temp;
  private CertbotDirectory store;
  private ImportedCertificate imported;

  @BeforeEach
  void open() {
    store = CertbotDirectory.at(temp.resolve("config"));
    NewVersion theirs = TestCa.issue("a.example");
    imported =
        ImportedCertificate.fromPem(
            "subject=CN = a.example\n" + theirs.chain().toPem().replace("\n", "\r\n"),
            Pem.encodePrivateKey(theirs.privateKey()));
  }

  private NewVersion version(Map<String, String> parameters) {
    return imported.newVersion("a.example", TestCa.DIRECTORY, TestCa.ACCOUNT, parameters);
  }

  private List<String> parameters() throws IOException {
    String conf = Tree.text(temp.resolve("config/renewal/a.example.conf"));
    return conf.substring(conf.indexOf("[renewalparams]")).lines().toList();
  }

  @Test
  void anImportedPairBecomesALineageWithTheGivenParameters() throws IOException {
    store.save(version(Map.of("authenticator", "webroot", "webroot_path", "/var/www")));
    Lineage found = store.find("a.example").orElseThrow();
    assertThat(found.chain()).isEqualTo(imported.chain());
    assertThat(found.privateKey()).isEqualTo(imported.privateKey());
    assertThat(found.directory()).isEqualTo(TestCa.DIRECTORY);
    assertThat(parameters())
        .containsExactly(
            "[renewalparams]",
            "webroot_path = /var/www,",
            "server = https://localhost:24000/dir",
            "authenticator = webroot",
            "key_type = ecdsa");
    assertThat(Tree.text(temp.resolve("config/archive/a.example/fullchain1.pem")))
        .isEqualTo(imported.chain().toPem());
  }

  @Test
  void theAccountIsNamedIfItIsStored() throws IOException {
    AccountCredentials account = new AccountCredentials(TestCa.ACCOUNT, AccountKey.generate());
    store.save(TestCa.DIRECTORY, account);
    store.save(version(Map.of("authenticator", "standalone")));
    assertThat(parameters()).contains("account = " + AccountId.of(account.key()));
  }

  @Test
  void anImportOverALineageIsItsNextVersionAndNamesNoAccountOfAnotherCa() throws IOException {
    AccountCredentials account = new AccountCredentials(TestCa.ACCOUNT, AccountKey.generate());
    store.save(TestCa.DIRECTORY, account);
    store.save(TestCa.issue("a.example"));
    NewVersion elsewhere =
        imported.newVersion(
            "a.example",
            URI.create("https://ca.example/dir"),
            URI.create("https://ca.example/acct/1"),
            Map.of());
    assertThat(store.save(elsewhere).version()).isEqualTo(2);
    assertThat(parameters())
        .containsExactly(
            "[renewalparams]",
            "server = https://ca.example/dir",
            "authenticator = standalone",
            "key_type = ecdsa");
  }
}
