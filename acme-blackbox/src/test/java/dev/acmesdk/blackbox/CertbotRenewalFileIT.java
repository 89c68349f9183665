package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.Acme;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.store.Lineage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A renewal file is the word of both: we renew by what it says, and what we leave in it is what a
 * real Certbot can renew by.
 */
@RequiresCertbot
@Timeout(120)
class CertbotRenewalFileIT {
  private static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";

  private static Pebble pebble;

  @TempDir Path folder;
  private SharedDirectory shared;

  @BeforeAll
  static void start() throws Exception {
    pebble = SharedDirectory.pebble().alternateRoots(1).start();
  }

  @AfterAll
  static void stop() {
    pebble.close();
  }

  @BeforeEach
  void share() {
    shared = new SharedDirectory(folder, pebble);
  }

  private Certbot certbot() {
    return shared.certbot();
  }

  private String conf(String lineage) throws IOException {
    return Files.readString(shared.conf(lineage));
  }

  private void edit(String lineage, String regex, String replacement) throws IOException {
    String before = conf(lineage);
    String edited = before.replaceFirst(regex, replacement);
    assertThat(edited).as("the file after the edit").isNotEqualTo(before);
    Files.writeString(shared.conf(lineage), edited);
  }

  private Acme tlsAlpn() {
    return shared.at(Acme.tlsAlpn().tlsPort(pebble.tlsPort()));
  }

  @Test
  void ofSeveralAccountsTheOneThatTheRenewalFileNamesIsUsed() throws Exception {
    certbot().certonly("-d", "first.test");
    String conf = conf("first.test");
    String named = shared.accounts().iterator().next();
    assertThat(conf).contains("account = " + named + "\n");
    shared.addAccount(folder.resolve("elsewhere"));
    shared.acme().domains("first.test").reissue();
    shared.keptVersion(2, "first.test", "first.test");
    assertThat(conf("first.test")).isEqualTo(conf);

    shared.removeAccount(named);
    shared.acme().domains("first.test").reissue();
    shared.keptVersion(3, "first.test", "first.test");
    String left = shared.accounts().iterator().next();
    assertThat(conf("first.test")).isEqualTo(conf.replace(named, left));
    certbot().renew("first.test");
    shared.keptVersion(4, "first.test", "first.test");
  }

  @Test
  void theCallersKeySaysMoreThanTheRenewalFile() throws Exception {
    certbot().certonly("-d", "own.test");
    Set<String> before = shared.accounts();
    shared.acme().accountKey(AccountKey.generate()).domains("own.test").reissue();
    Set<String> added = shared.accounts();
    added.removeAll(before);
    assertThat(added).hasSize(1);
    assertThat(conf("own.test")).contains("account = " + added.iterator().next() + "\n");
    shared.keptVersion(2, "own.test", "own.test");
  }

  @Test
  void whatCertbotCannotDoChangesNothingOfHowCertbotRenews() throws Exception {
    certbot().certonly("-d", "proof.test");
    String conf = conf("proof.test");
    tlsAlpn().domains("proof.test").reissue();
    shared.keptVersion(2, "proof.test", "proof.test");
    assertThat(conf("proof.test")).isEqualTo(conf);
    certbot().renew("proof.test");
    shared.keptVersion(3, "proof.test", "proof.test");
    shared.at(Acme.with(new TestZone(pebble.dns()).solver())).domains("proof.test").reissue();
    assertThat(conf("proof.test")).isEqualTo(conf);
    certbot().renew("proof.test");
    shared.keptVersion(5, "proof.test", "proof.test");
  }

  @Test
  void certbotLeavesALineageAloneThatItCannotRenewUntilItCan() throws Exception {
    tlsAlpn().domains("tls.test").obtain();
    shared.keptVersion(1, "tls.test", "tls.test");
    edit("tls.test", "# renew_before_expiry = .*", "renew_before_expiry = 36500 days");
    String conf = conf("tls.test");
    assertThat(conf).contains("authenticator = manual\n", "autorenew = False\n");
    certbot().run("renew", "--no-random-sleep-on-renew");
    assertThat(shared.agreed("tls.test").version()).isEqualTo(1);
    assertThat(conf("tls.test")).isEqualTo(conf);
    edit("tls.test", "autorenew = False\n", "");
    assertThat(certbot().attempt("renew", "--no-random-sleep-on-renew").status())
        .as("Certbot's status without these words")
        .isNotZero();

    Files.writeString(shared.conf("tls.test"), conf);
    tlsAlpn().domains("tls.test").reissue();
    assertThat(conf("tls.test")).isEqualTo(conf);
    shared.acme().domains("tls.test").reissue();
    assertThat(conf("tls.test"))
        .contains("authenticator = standalone\n")
        .doesNotContain("autorenew");
    certbot().run("renew", "--no-random-sleep-on-renew");
    assertThat(shared.agreed("tls.test").version()).isEqualTo(4);
  }

  @Test
  void anEmptyRenewalFileKeepsNobodyFromGoingOnUnderTheNextName() throws Exception {
    Files.createDirectories(shared.conf("x").getParent());
    Files.createFile(shared.conf("empty.test"));
    certbot().certonly("-d", "empty.test");
    Lineage theirs = shared.store().find("empty.test-0001").orElseThrow();
    shared.assertKept(theirs, "empty.test");

    Files.createFile(shared.conf("blank.test"));
    Lineage ours = shared.acme().domains("blank.test").obtain();
    assertThat(ours.name()).isEqualTo("blank.test-0001");
    shared.assertKept(ours, "blank.test");
    certbot().renew("blank.test-0001");
    Lineage renewed = shared.store().find("blank.test-0001").orElseThrow();
    assertThat(renewed.version()).isEqualTo(2);
    shared.assertKept(renewed, "blank.test");
    assertThatThrownBy(() -> shared.acme().domains("blank.test").named("blank.test").obtain())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(shared.conf("blank.test").toString());
    assertThat(shared.conf("blank.test")).isEmptyFile();
  }

  @Test
  void anotherWayReplacesAllWordsOfTheFormerOne() throws Exception {
    Path webroot = Files.createDirectory(folder.resolve("webroot"));
    try (Webroot server = new Webroot(webroot, pebble.httpPort())) {
      assertThat(server.port()).isEqualTo(pebble.httpPort());
      List<String> line = certbot().atPebble("--webroot", "-w", webroot.toString());
      line.addAll(List.of("-d", "way.test"));
      certbot().run("certonly", line.toArray(String[]::new));
      assertThat(conf("way.test")).contains("[[webroot_map]]\nway.test = " + webroot + "\n");
      Path moved = Files.createDirectory(folder.resolve("moved"));
      shared.at(Acme.webroot(moved)).domains("way.test").reissue();
      assertThat(conf("way.test"))
          .contains(
              "webroot_path = " + moved + ",\n", "[[webroot_map]]\nway.test = " + moved + "\n")
          .doesNotContain(webroot.toString());
    }
    shared.acme().domains("way.test").reissue();
    assertThat(conf("way.test")).contains("authenticator = standalone\n").doesNotContain("webroot");
    certbot().renew("way.test");
    shared.keptVersion(4, "way.test", "way.test");
  }

  @Test
  void theKindOfKeyThatAnAdministratorWritesIntoTheFileIsMade() throws Exception {
    certbot().certonly("-d", "key.test");
    edit("key.test", "key_type = ecdsa\n", "key_type = rsa\nrsa_key_size = 3072\n");
    String conf = conf("key.test");
    shared.acme().domains("key.test").reissue();
    Lineage second = shared.keptVersion(2, "key.test", "key.test");
    assertThat(SharedDirectory.keyAlgorithm(second)).isEqualTo(KeyAlgorithm.RSA_3072);
    assertThat(conf("key.test")).isEqualTo(conf);
    certbot().renew("key.test");
    Lineage third = shared.keptVersion(3, "key.test", "key.test");
    assertThat(SharedDirectory.keyAlgorithm(third)).isEqualTo(KeyAlgorithm.RSA_3072);
  }

  @Test
  void rfc7633Section4_2_bothGoOnToBindServersToStaple() throws Exception {
    certbot().certonly("-d", "staple.test", "--must-staple");
    String conf = conf("staple.test");
    assertThat(conf).contains("must_staple = True\n");
    assertThat(extensions("staple.test")).contains(TLS_FEATURE);
    shared.acme().domains("staple.test").reissue();
    shared.keptVersion(2, "staple.test", "staple.test");
    assertThat(extensions("staple.test")).contains(TLS_FEATURE);
    assertThat(conf("staple.test")).isEqualTo(conf);

    shared.acme().mustStaple(false).domains("staple.test").reissue();
    assertThat(extensions("staple.test")).doesNotContain(TLS_FEATURE);
    certbot().renew("staple.test");
    shared.keptVersion(4, "staple.test", "staple.test");
    assertThat(extensions("staple.test")).doesNotContain(TLS_FEATURE);

    shared.acme().mustStaple(true).domains("staple.test").reissue();
    assertThat(extensions("staple.test")).contains(TLS_FEATURE);
    certbot().renew("staple.test");
    assertThat(extensions("staple.test")).contains(TLS_FEATURE);
  }

  /** The extensions of the current certificate. */
  private List<String> extensions(String lineage) {
    Lineage current = shared.store().find(lineage).orElseThrow();
    return Stream.concat(
            current.chain().leaf().getNonCriticalExtensionOIDs().stream(),
            current.chain().leaf().getCriticalExtensionOIDs().stream())
        .toList();
  }

  @Test
  void bothGoOnToTakeThePreferredChain() throws Exception {
    String root = DirectIssuer.commonName(pebble.root(1));
    certbot().certonly("-d", "chain.test", "--preferred-chain", root);
    String conf = conf("chain.test");
    shared.acme().domains("chain.test").reissue();
    Lineage second = shared.keptVersion(2, "chain.test", "chain.test");
    assertThat(second.chain().topIssuerCommonName()).contains(root);
    assertThat(conf("chain.test")).isEqualTo(conf);

    String usual = DirectIssuer.commonName(pebble.root(0));
    shared.acme().preferredChain(usual).domains("chain.test").reissue();
    certbot().renew("chain.test");
    Lineage fourth = shared.keptVersion(4, "chain.test", "chain.test");
    assertThat(fourth.chain().topIssuerCommonName()).contains(usual);
  }
}
