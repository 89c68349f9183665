package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.AccountCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RenewalFileTest {
  @TempDir private Path config;
  private CertbotDirectory store;
  private Path file;

  @BeforeEach
  void open() {
    store = CertbotDirectory.at(config);
    file = config.resolve("renewal/a.example.conf");
  }

  @Test
  void isWhatCertbotWouldHaveWritten() throws IOException {
    AccountKey key = AccountKey.generate();
    store.save(TestCa.DIRECTORY, new AccountCredentials(TestCa.ACCOUNT, key));
    store.save(
        TestCa.issue(
            "a.example",
            Map.of(
                "authenticator", "standalone",
                "http01_port", "25002",
                "pre_hook", "/usr/local/bin/hook.sh pre",
                "post_hook", "/usr/local/bin/hook.sh post",
                "renew_hook", "/usr/local/bin/hook.sh deploy",
                "config_dir", "/etc/letsencrypt",
                "work_dir", "/var/lib/letsencrypt",
                "logs_dir", "/var/log/letsencrypt")));
    assertThat(Tree.text(file).replace(config.toString(), "/etc/letsencrypt"))
        .isEqualTo(
            """
            # renew_before_expiry = 30 days
            version = 2.1.0
            archive_dir = /etc/letsencrypt/archive/a.example
            cert = /etc/letsencrypt/live/a.example/cert.pem
            privkey = /etc/letsencrypt/live/a.example/privkey.pem
            chain = /etc/letsencrypt/live/a.example/chain.pem
            fullchain = /etc/letsencrypt/live/a.example/fullchain.pem

            # Options used in the renewal process
            [renewalparams]
            account = %s
            http01_port = 25002
            pre_hook = /usr/local/bin/hook.sh pre
            post_hook = /usr/local/bin/hook.sh post
            renew_hook = /usr/local/bin/hook.sh deploy
            config_dir = /etc/letsencrypt
            work_dir = /var/lib/letsencrypt
            logs_dir = /var/log/letsencrypt
            server = https://localhost:24000/dir
            authenticator = standalone
            key_type = ecdsa
            """
                .formatted(AccountId.of(key)));
  }

  private String parameters() throws IOException {
    String text = Tree.text(file);
    return text.substring(text.indexOf("[renewalparams]\n") + "[renewalparams]\n".length());
  }

  @Test
  void saysTheLeastForTheDefaults() throws IOException {
    store.save(TestCa.issue("a.example"));
    assertThat(parameters())
        .isEqualTo(
            """
            server = https://localhost:24000/dir
            authenticator = standalone
            key_type = ecdsa
            """);
  }

  @Test
  void recordsTheKeyTypeAndWhatIsNotItsDefault() throws IOException {
    store.save(TestCa.issue("a.example", KeyAlgorithm.EC_P384, Map.of()));
    assertThat(parameters()).contains("key_type = ecdsa\nelliptic_curve = secp384r1\n");
    store.save(TestCa.issue("a.example", KeyAlgorithm.EC_P521, Map.of()));
    assertThat(parameters()).contains("key_type = ecdsa\nelliptic_curve = secp521r1\n");
    store.save(TestCa.issue("a.example", KeyAlgorithm.RSA_3072, Map.of()));
    assertThat(parameters()).contains("key_type = rsa\nrsa_key_size = 3072\n");
    store.save(TestCa.issue("a.example", KeyAlgorithm.RSA_2048, Map.of()));
    assertThat(parameters()).contains("key_type = rsa\n").doesNotContain("rsa_key_size", "curve");
  }

  @ParameterizedTest
  @CsvSource({
    "EC_P256, key_type = ecdsa, elliptic_curve = secp256r1",
    "RSA_2048, key_type = rsa, rsa_key_size = 2048"
  })
  void leavesADefaultThatSomebodyHasSpelledOut(KeyAlgorithm algorithm, String type, String size)
      throws IOException {
    store.save(TestCa.issue("a.example", algorithm, Map.of()));
    String spelledOut = Tree.text(file).replace(type, type + "\n" + size);
    Files.writeString(file, spelledOut);
    store.save(TestCa.issue("a.example", algorithm, Map.of()));
    assertThat(Tree.text(file)).isEqualTo(spelledOut).contains(size);
  }

  @Test
  void writesListsAsListsAndQuotesTheRest() throws IOException {
    store.save(
        TestCa.issue(
            "a.example",
            Map.of(
                "pref_challs", "http-01",
                "webroot_path", "/var/www/a,/var/www/b",
                "pre_hook", "echo a, b # c",
                "must_staple", "True",
                "account", "ignored",
                "key_type", "ignored")));
    assertThat(parameters())
        .isEqualTo(
            """
            pre_hook = "echo a, b # c"
            must_staple = True
            pref_challs = http-01,
            webroot_path = /var/www/a, /var/www/b
            server = https://localhost:24000/dir
            authenticator = standalone
            key_type = ecdsa
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "a=b", "[x]", "#x", "a\nb"})
  void refusesAKeyThatIsNone(String key) throws IOException {
    assertThatThrownBy(() -> store.save(TestCa.issue("a.example", Map.of(key, "x"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no key of a renewal file");
    assertThat(Tree.list(config)).hasSize(1);
  }

  @Test
  void refusesAValueThatCertbotWouldReplace() throws IOException {
    assertThatThrownBy(
            () -> store.save(TestCa.issue("a.example", Map.of("pre_hook", "echo %(server)s"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("echo %(server)s");
    assertThat(Tree.list(config)).hasSize(1);
  }

  @Test
  void keepsAtARenewalWhatItDoesNotSet() throws IOException {
    store.save(TestCa.issue("a.example", Map.of("http01_port", "8080")));
    Files.writeString(
        file,
        """
        # Talk to Ann before you change this.
        renew_before_expiry = 20 days # not 30
        version = 5.6.0
        archive_dir = /elsewhere
        cert = /elsewhere/cert.pem
        privkey = '%1$s/live/a.example/privkey.pem'
        fullchain = /elsewhere/fullchain.pem
        our_note = hello, world

        [renewalparams]
        account = 992f572d698fc4908172a75329ca8189
          server=https://localhost:24000/dir   # ours
        authenticator = webroot
        webroot_path = /var/www,
        key_type = rsa
        rsa_key_size = 4096
        http01_port = 8080
        [[webroot_map]]
        a.example = /var/www

        [acme_renewal_info]
        ari_retry_after = 2026-11-24T00:00:00
        # the end"""
            .formatted(config));
    store.save(TestCa.issue("a.example", Map.of("http01_port", "8081", "renew_hook", "x")));
    assertThat(Tree.text(file))
        .isEqualTo(
            """
            # Talk to Ann before you change this.
            renew_before_expiry = 20 days # not 30
            version = 5.6.0
            archive_dir = %1$s/archive/a.example
            cert = %1$s/live/a.example/cert.pem
            privkey = '%1$s/live/a.example/privkey.pem'
            fullchain = %1$s/live/a.example/fullchain.pem
            our_note = hello, world
            chain = %1$s/live/a.example/chain.pem

            [renewalparams]
            account = 992f572d698fc4908172a75329ca8189
              server=https://localhost:24000/dir   # ours
            authenticator = webroot
            webroot_path = /var/www,
            key_type = ecdsa
            http01_port = 8081
            renew_hook = x
            [[webroot_map]]
            a.example = /var/www

            [acme_renewal_info]
            ari_retry_after = 2026-11-24T00:00:00
            # the end"""
                .formatted(config));
  }

  @Test
  void keepsPathsThatLeadToTheSamePlace(@TempDir Path temp) throws IOException {
    Path link = Files.createSymbolicLink(temp.resolve("link"), config);
    CertbotDirectory.at(link).save(TestCa.issue("a.example"));
    String before = Tree.text(file);
    assertThat(before).contains("archive_dir = " + link, "privkey = " + link);
    store.save(TestCa.issue("a.example"));
    assertThat(Tree.text(file)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nowhere", "relative", "%(version)s"})
  void replacesPathsThatLeadElsewhere(String elsewhere) throws IOException {
    store.save(TestCa.issue("a.example"));
    String before = Tree.text(file);
    Files.writeString(file, before.replace("= " + config, "= " + elsewhere));
    store.save(TestCa.issue("a.example"));
    assertThat(Tree.text(file)).isEqualTo(before);
  }

  @Test
  void dropsTheAccountOfAnotherCa() throws IOException {
    store.save(TestCa.issue("a.example"));
    Files.writeString(file, "[renewalparams]\naccount = 1\nserver = https://ca.example/dir\n");
    store.save(TestCa.issue("a.example", Map.of("authenticator", "manual")));
    assertThat(parameters())
        .isEqualTo(
            """
            server = https://localhost:24000/dir
            authenticator = manual
            key_type = ecdsa
            """);
  }

  @Test
  void beginsAnewWhenItIsEmpty() throws IOException {
    store.save(TestCa.issue("a.example"));
    String before = Tree.text(file);
    Files.writeString(file, "\n");
    assertThat(store.find("a.example")).isPresent();
    assertThat(store.save(TestCa.issue("a.example")).version()).isEqualTo(2);
    assertThat(Tree.text(file)).isEqualTo(before);
  }

  @Test
  void keepsItsModeAndItsByteOrderMarkAndItsLineEnds() throws IOException {
    store.save(TestCa.issue("a.example"));
    String before = "\ufeff" + Tree.text(file).replace("\n", "\r\n");
    Files.writeString(file, before);
    Files.writeString(config.resolve("renewal/a.example.conf.new"), "left by a crash");
    for (String mode : List.of("rw-------", "rw-rw-rw-", "r--r-----")) {
      Tree.chmod(file, mode);
      store.save(TestCa.issue("a.example"));
      assertThat(Tree.mode(file)).isEqualTo(mode);
      assertThat(Tree.text(file)).isEqualTo(before);
    }
    assertThat(Tree.list(config.resolve("renewal"))).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense\n", "a = 1\na = 2\n", "[renewalparams]\nserver = %(x)s\n"})
  void isNotOverwrittenWhenItCannotBeRead(String text) throws IOException {
    store.save(TestCa.issue("a.example"));
    Files.writeString(file, text);
    List<String> tree = Tree.snapshot(config);
    assertThat(store.names()).containsExactly("a.example");
    assertThat(store.find("a.example")).isPresent();
    assertThatThrownBy(() -> store.save(TestCa.issue("a.example")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString());
    assertThat(Tree.snapshot(config)).isEqualTo(tree);
  }
}
