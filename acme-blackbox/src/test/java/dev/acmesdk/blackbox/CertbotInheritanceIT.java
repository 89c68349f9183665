package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.Acme;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.Lineage;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a real Certbot has begun is ours to read, to keep and to renew, and stays Certbot's: its
 * settings are as they were, and it goes on where we stopped.
 */
@RequiresCertbot
@Timeout(120)
class CertbotInheritanceIT {
  private static Pebble pebble;
  @TempDir static Path common;

  @TempDir Path folder;
  private SharedDirectory shared;

  @BeforeAll
  static void start() throws Exception {
    pebble = SharedDirectory.pebble().start();
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

  private Lineage keptVersion(int version, String lineage, String... names) throws Exception {
    return shared.keptVersion(version, lineage, names);
  }

  private void assertKept(Lineage lineage, String... names) {
    shared.assertKept(lineage, names);
  }

  /** All in one directory, so that the names are proved only once. */
  @ParameterizedTest
  @EnumSource(names = {"EC_P256", "EC_P384", "EC_P521", "RSA_2048", "RSA_3072"})
  void weReadKeepAndRenewEachKindOfKey(KeyAlgorithm algorithm) throws Exception {
    shared = new SharedDirectory(common, pebble);
    String name = algorithm.name().toLowerCase(Locale.ROOT) + " of theirs";
    List<String> options = new ArrayList<>(Arrays.asList(Certbot.keyOptions(algorithm)));
    options.addAll(List.of("--cert-name", name, "-d", "theirs.test", "-d", "www.theirs.test"));
    certbot().certonly(options.toArray(String[]::new));
    String conf = Files.readString(shared.conf(name));

    RequestCounter requests = new RequestCounter();
    Acme acme = shared.acme().httpClient(requests.client());
    Lineage first = acme.domains("www.theirs.test", "theirs.test").named(name).obtain();
    assertThat(first.version()).isEqualTo(1);
    assertThat(first.directory()).isEqualTo(pebble.directoryUri());
    assertThat(SharedDirectory.keyAlgorithm(first)).isEqualTo(algorithm);
    assertThat(requests.requests()).isEmpty();

    shared.acme().domains("theirs.test", "www.theirs.test").named(name).reissue();
    Lineage second = shared.agreed(name);
    assertThat(second.version()).isEqualTo(2);
    assertThat(SharedDirectory.keyAlgorithm(second)).isEqualTo(algorithm);
    assertThat(Files.readString(shared.conf(name))).isEqualTo(conf);
    assertThat(shared.accounts()).hasSize(1);
  }

  @Test
  void settingsHooksCommentsAndForeignSectionsStayAndCertbotGoesByThem() throws Exception {
    Path log = folder.resolve("hooks.log");
    certbot()
        .certonly(
            "-d",
            "set.test",
            "--http-01-address",
            "127.0.0.1",
            "--reuse-key",
            "--pre-hook",
            "echo pre >> " + log,
            "--post-hook",
            "echo 'post' >> " + log,
            "--deploy-hook",
            "echo \"deploy, $RENEWED_LINEAGE\" >> " + log + " # quoted");
    Path file = shared.conf("set.test");
    String edited = edited(Files.readString(file));
    Files.writeString(file, edited);

    assertKept(shared.store().find("set.test").orElseThrow(), "set.test");
    InetAddress loopback = Identifier.ip("127.0.0.1").address();
    shared.acme().httpAddress(loopback).domains("set.test").reissue();
    Lineage second = keptVersion(2, "set.test", "set.test");
    assertThat(Files.readString(file)).isEqualTo(edited);

    Files.delete(log);
    certbot().renew("set.test");
    Lineage third = keptVersion(3, "set.test", "set.test");
    assertThat(third.privateKey()).isEqualTo(second.privateKey());
    assertThat(log).hasContent("pre\ndeploy, " + shared.directory("live", "set.test") + "\npost\n");
    // ConfigObj, by which Certbot writes, takes the blank before a comment away.
    assertThat(Files.readString(file).lines().map(line -> line.replace("# forw", " # forw")))
        .containsExactlyElementsOf(edited.lines().toList());
  }

  private static String edited(String conf) {
    return conf.replaceFirst("(?m)^(archive_dir = )", "# by hand\n$1")
            .replaceFirst("(?m)^(http01_port = .*)$", "$1 # forwarded")
        + "# of ours\n[inventory]\nowner = \"web, mail\"\n[[racks]]\nrow = 7\n";
  }

  @Test
  @RequiresProgram("curl")
  void aWildcardByHooksIsRenewedByUsAndThenByTheHooks() throws Exception {
    certbot().run("certonly", manual("-d", "*.wild.test", "-d", "wild.test"));
    String conf = Files.readString(shared.conf("wild.test"));
    assertKept(shared.store().find("wild.test").orElseThrow(), "*.wild.test", "wild.test");
    Acme acme = shared.at(Acme.with(new TestZone(pebble.dns()).solver()));
    acme.domains("*.wild.test", "wild.test").reissue();
    keptVersion(2, "wild.test", "wild.test", "*.wild.test");
    assertThat(Files.readString(shared.conf("wild.test"))).isEqualTo(conf);
    certbot().renew("wild.test");
    keptVersion(3, "wild.test", "*.wild.test", "wild.test");
  }

  private String[] manual(String... names) {
    String set = "curl -sf -d '{\"host\":\"_acme-challenge.'$CERTBOT_DOMAIN'.\"%s}' %s/%s";
    String server = "http://127.0.0.1:" + pebble.dns().managementPort();
    String value = ",\"value\":\"'$CERTBOT_VALIDATION'\"";
    List<String> line = certbot().atPebble("--manual", "--preferred-challenges", "dns");
    line.addAll(List.of("--manual-auth-hook", set.formatted(value, server, "set-txt")));
    line.addAll(List.of("--manual-cleanup-hook", set.formatted("", server, "clear-txt")));
    line.addAll(List.of(names));
    return line.toArray(String[]::new);
  }

  @Test
  void lineagesOfOverlappingNamesAreToldApartAndNamesAreComparedAsCertbotDoes() throws Exception {
    shared.acme().domains("names.test", "ftp.names.test").obtain();
    certbot().certonly("-d", "Names.TEST", "-d", "xn--bcher-kva.names.test");
    shared.acme().domains("names.test", "mail.names.test").obtain();
    keptVersion(1, "names.test", "ftp.Names.test", "names.TEST.");
    keptVersion(1, "names.test-0001", "names.test", "bücher.names.test");
    shared.acme().domains("bücher.names.test", "names.test").reissue();
    keptVersion(2, "names.test-0001", "names.test", "bücher.names.test");
    keptVersion(1, "names.test-0002", "mail.names.test", "names.test");
    assertThat(shared.store().names()).hasSize(3);
  }

  @Test
  void aWebrootServesBoth() throws Exception {
    Path webroot = Files.createDirectory(folder.resolve("webroot"));
    try (Webroot server = new Webroot(webroot, pebble.httpPort())) {
      assertThat(server.port()).isEqualTo(pebble.httpPort());
      List<String> line = certbot().atPebble("--webroot", "-w", webroot.toString());
      line.addAll(List.of("-d", "web.test", "-d", "www.web.test"));
      certbot().run("certonly", line.toArray(String[]::new));
      String conf = Files.readString(shared.conf("web.test"));
      Acme acme = shared.at(Acme.webroot(webroot));
      acme.domains("web.test", "www.web.test").reissue();
      acme.domains("ours.web.test").obtain();
      keptVersion(2, "web.test", "web.test", "www.web.test");
      assertThat(Files.readString(shared.conf("web.test"))).isEqualTo(conf);
      certbot().run("renew", "--force-renewal", "--no-random-sleep-on-renew");
      keptVersion(3, "web.test", "web.test", "www.web.test");
      keptVersion(2, "ours.web.test", "ours.web.test");
    }
  }

  @Test
  void withSeveralAccountsEachOfThemStillKnowsWhichOneToUse() throws Exception {
    shared.acme().domains("several.test").obtain();
    shared.addAccount(folder.resolve("elsewhere"));
    assertThat(shared.accounts()).hasSize(2);
    shared.acme().domains("several.test").reissue();
    certbot().renew("several.test");
    keptVersion(3, "several.test", "several.test");
    assertThat(shared.accounts()).hasSize(2);
  }
}
