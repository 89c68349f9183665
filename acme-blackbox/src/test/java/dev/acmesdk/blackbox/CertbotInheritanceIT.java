package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.acmesdk.Acme;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.store.Lineage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  /** Both agree on the version that is expected, and we would not replace it. */
  private Lineage keptVersion(int version, String lineage, String... names) throws Exception {
    Lineage agreed = shared.agreed(lineage);
    assertThat(agreed.version()).isEqualTo(version);
    assertThat(agreed.directory()).isEqualTo(pebble.directoryUri());
    RequestCounter requests = new RequestCounter();
    Acme acme = shared.acme().httpClient(requests.client());
    Lineage kept = acme.domains(names).obtain();
    assertThat(kept.name()).isEqualTo(lineage);
    assertThat(kept.chain().leaf()).isEqualTo(agreed.chain().leaf());
    assertThat(requests.requests()).isEmpty();
    return agreed;
  }

  private Lineage reissue(String lineage, String... names) {
    return shared.acme().domains(names).named(lineage).reissue();
  }

  @ParameterizedTest
  @EnumSource(names = {"EC_P256", "EC_P384", "RSA_2048", "RSA_3072"})
  void weReadKeepAndRenewEachKindOfKey(KeyAlgorithm algorithm) throws Exception {
    List<String> options = new ArrayList<>(Arrays.asList(Certbot.keyOptions(algorithm)));
    options.addAll(List.of("-d", "theirs.test", "-d", "www.theirs.test"));
    certbot().certonly(options.toArray(String[]::new));
    String conf = Files.readString(shared.conf("theirs.test"));
    Lineage first = keptVersion(1, "theirs.test", "www.theirs.test", "theirs.test");
    assertThat(SharedDirectory.keyAlgorithm(first)).isEqualTo(algorithm);
    reissue("theirs.test", "theirs.test", "www.theirs.test");
    Lineage second = keptVersion(2, "theirs.test", "theirs.test", "www.theirs.test");
    assertThat(SharedDirectory.keyAlgorithm(second)).isEqualTo(algorithm);
    assertThat(Files.readString(shared.conf("theirs.test"))).isEqualTo(conf);
    assertThat(shared.accounts()).hasSize(1);
  }

  @Test
  void hooksPortAddressCommentsAndForeignSectionsStay() throws Exception {
    Path log = folder.resolve("hooks.log");
    certbot()
        .certonly(
            "-d",
            "hooks.test",
            "--http-01-address",
            "127.0.0.1",
            "--pre-hook",
            "echo pre >> " + log,
            "--post-hook",
            "echo 'post' >> " + log,
            "--deploy-hook",
            "echo \"deploy, $RENEWED_LINEAGE\" >> " + log + " # quoted");
    Path file = shared.conf("hooks.test");
    String edited =
        Files.readString(file)
                .replaceFirst("(?m)^(archive_dir = )", "# by hand\n$1")
                .replaceFirst("(?m)^(http01_port = .*)$", "$1 # forwarded")
            + "# of ours\n[inventory]\nowner = \"web, mail\"\n[[racks]]\nrow = 7\n";
    Files.writeString(file, edited);

    keptVersion(1, "hooks.test", "hooks.test");
    reissue("hooks.test", "hooks.test");
    keptVersion(2, "hooks.test", "hooks.test");
    assertThat(Files.readString(file)).isEqualTo(edited);

    Files.delete(log);
    certbot().renew("hooks.test");
    keptVersion(3, "hooks.test", "hooks.test");
    assertThat(log)
        .hasContent("pre\ndeploy, " + shared.directory("live", "hooks.test") + "\npost\n");
    // ConfigObj, by which Certbot writes, takes the blank before a comment away.
    assertThat(Files.readString(file).lines().map(line -> line.replace("# forw", " # forw")))
        .containsExactlyElementsOf(edited.lines().toList());
  }

  @Test
  void aKeyToBeUsedAgainIsUsedAgainByCertbot() throws Exception {
    certbot().certonly("-d", "reuse.test", "--reuse-key");
    keptVersion(1, "reuse.test", "reuse.test");
    Lineage second = reissue("reuse.test", "reuse.test");
    certbot().renew("reuse.test");
    Lineage third = keptVersion(3, "reuse.test", "reuse.test");
    assertThat(third.privateKey()).isEqualTo(second.privateKey());
    assertThat(shared.conf("reuse.test")).content().contains("\nreuse_key = True\n");
  }

  @Test
  @RequiresProgram("curl")
  void aWildcardByHooksIsRenewedByUsAndThenByTheHooks() throws Exception {
    certbot().run("certonly", manual("-d", "*.wild.test", "-d", "wild.test"));
    String conf = Files.readString(shared.conf("wild.test"));
    Acme acme = shared.at(Acme.dns(new TestZone(pebble.dns())));
    keptVersion(1, "wild.test", "*.wild.test", "wild.test");
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
    certbot().certonly("-d", "Names.TEST", "-d", "xn--bcher-kva.names.test");
    certbot().certonly("-d", "names.test", "-d", "mail.names.test");
    keptVersion(1, "names.test", "names.test", "bücher.names.test");
    keptVersion(1, "names.test-0001", "Mail.names.test", "NAMES.test.");
    shared.acme().domains("names.test", "ftp.names.test").obtain();
    keptVersion(1, "names.test-0002", "names.test", "ftp.names.test");
    shared.acme().domains("mail.names.test", "names.test").reissue();
    keptVersion(2, "names.test-0001", "names.test", "mail.names.test");
    assertThat(shared.store().names())
        .containsExactly("names.test", "names.test-0001", "names.test-0002");
  }

  @Test
  void aWebrootServesBoth() throws Exception {
    Path webroot = Files.createDirectory(folder.resolve("webroot"));
    HttpServer server = serve(webroot);
    try {
      List<String> line = certbot().atPebble("--webroot", "-w", webroot.toString());
      line.addAll(List.of("-d", "webroot.test", "-d", "www.webroot.test"));
      certbot().run("certonly", line.toArray(String[]::new));
      String conf = Files.readString(shared.conf("webroot.test"));
      keptVersion(1, "webroot.test", "webroot.test", "www.webroot.test");
      Acme acme = shared.at(Acme.webroot(webroot));
      acme.domains("webroot.test", "www.webroot.test").reissue();
      keptVersion(2, "webroot.test", "webroot.test", "www.webroot.test");
      assertThat(Files.readString(shared.conf("webroot.test"))).isEqualTo(conf);
      certbot().renew("webroot.test");
      keptVersion(3, "webroot.test", "webroot.test", "www.webroot.test");
      acme.domains("ours.webroot.test").obtain();
      certbot().renew("ours.webroot.test");
      keptVersion(2, "ours.webroot.test", "ours.webroot.test");
    } finally {
      server.stop(0);
    }
  }

  private static HttpServer serve(Path webroot) throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, pebble.httpPort()), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] file = Files.readAllBytes(webroot.resolve("." + exchange.getRequestURI()));
          exchange.sendResponseHeaders(200, file.length);
          exchange.getResponseBody().write(file);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void withSeveralAccountsEachOfThemStillKnowsWhichOneToUse() throws Exception {
    certbot().certonly("-d", "several.test");
    shared.addAccount(folder.resolve("elsewhere"));
    assertThat(shared.accounts()).hasSize(2);
    keptVersion(1, "several.test", "several.test");
    reissue("several.test", "several.test");
    keptVersion(2, "several.test", "several.test");
    certbot().renew("several.test");
    keptVersion(3, "several.test", "several.test");
    assertThat(shared.accounts()).hasSize(2);
  }
}
