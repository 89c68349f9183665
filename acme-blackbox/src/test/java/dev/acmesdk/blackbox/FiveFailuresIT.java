package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.acmesdk.testing.EmbeddedAcmeServer;
import dev.acmesdk.testing.EmbeddedAcmeServerBuilder;
import dev.acmesdk.testing.dns.DnsStub;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The five failures that cost administrators hours, each provoked for real on a network of its own:
 * what the command prints names the cause, what to do, and when to try again. It is kept in files.
 */
@RequiresProgram({"ip", "nft", "nginx"})
@Timeout(180)
class FiveFailuresIT {
  private static final String NAME = "example.test";
  private static final String WWW = "www.example.test";

  /** A server's usual rules, without one that lets HTTP in. */
  private static final String FIREWALL =
      """
      table inet filter {
        chain input {
          type filter hook input priority 0; policy drop;
          iif lo accept
          ct state established,related accept
          tcp dport 22 accept
        }
      }
      """;

  @TempDir private Path folder;
  private NetworkNamespace network;
  private DnsStub dns;
  private EmbeddedAcmeServer ca;

  @BeforeEach
  void start() throws Exception {
    network = NetworkNamespace.create().orElse(null);
    if (network == null) {
      System.out.println(
          "Networks of one's own are not allowed here; the five failures are left out.");
    }
    assumeTrue(network != null, "the failures are provoked on a network of their own");
    dns = DnsStub.start(network.here(), Clock.systemUTC());
    dns.addZone(
        """
        test. SOA ns.test. admin.test. 1 1800 900 604800 60
        %s. A %s
        """
            .formatted(NAME, network.there().getHostAddress()));
    dns.add(WWW + ". A " + network.there().getHostAddress());
  }

  @AfterEach
  void stop() {
    if (ca != null) {
      ca.close();
    }
    if (dns != null) {
      dns.close();
    }
    if (network != null) {
      network.close();
    }
  }

  private EmbeddedAcmeServerBuilder ca() throws IOException {
    return EmbeddedAcmeServer.builder()
        .listen(new InetSocketAddress(network.here(), 0))
        .httpPort(80)
        .resolve(NAME, network.there())
        .resolve(WWW, network.there());
  }

  /** Starts a web server there, with these lines for its server on port 80. */
  private ServerProcess nginx(String lines) throws Exception {
    Path place = Files.createDirectories(folder.resolve("nginx"));
    Path configuration =
        Files.writeString(
            place.resolve("nginx.conf"),
            """
            daemon off;
            user root;
            pid nginx.pid;
            error_log stderr;
            events {}
            http {
              access_log off;
              server_tokens off;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              server { listen 80; %s }
            }
            """
                .formatted(lines));
    List<String> command =
        network.inside(List.of("nginx", "-p", place.toString(), "-c", configuration.toString()));
    ServerProcess process = ServerProcess.start(command, Map.of(), place);
    process.awaitListening(new InetSocketAddress(network.there(), 80));
    return process;
  }

  /** Runs a line there, which has to fail, and compares what is printed. */
  private void assertFailsAs(String file, String... words) throws Exception {
    Path trusted = Files.writeString(folder.resolve("ca.pem"), ca.trustAnchorPem());
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("--agree-tos", "--preflight-limit", "30"));
    line.addAll(List.of("--server", ca.directory().toString(), "--ca-bundle", trusted.toString()));
    line.addAll(
        List.of("--resolver", network.here().getHostAddress() + ":" + dns.address().getPort()));
    Programs.Result result =
        new AcmeCommand(folder).looking().inside(network).attempt(line.toArray(String[]::new));
    assertThat(result.status()).as(result.output()).isEqualTo(1);
    assertThat(result.output()).contains("What to do: ", "Try again:  ");
    GoldenFile.of(getClass(), "failures/" + file).assertSame(normalized(result.output()));
  }

  private String normalized(String text) {
    return network
        .normalized(text)
        .replace(folder.toString(), "FOLDER")
        .replace(Integer.toString(ca.directory().getPort()), "PORT")
        .replaceAll("acme-challenge/[A-Za-z0-9_-]{20,}", "acme-challenge/TOKEN")
        .replaceAll("(/customer/|/wish/)[A-Za-z0-9_-]+", "$1ID")
        .replaceAll("process \\d+", "process PID")
        .replaceAll("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z| UTC)", "TIME");
  }

  @Test
  void thePortIsHeldByAWebServer() throws Exception {
    ca = ca().start();
    try (ServerProcess nginx = nginx("return 200;")) {
      assertFailsAs("port-held.txt", "certonly", "--standalone", "-d", NAME);
      assertThat(nginx.process().isAlive()).isTrue();
    }
    assertThat(ca.count("newOrder")).isZero();
  }

  @Test
  void aNameHasNoRecord() throws Exception {
    dns.remove(WWW + ". A " + network.there().getHostAddress());
    ca = ca().unresolvable(WWW).start();
    assertFailsAs("name-without-record.txt", "certonly", "--standalone", "-d", WWW);
  }

  @Test
  void theFirewallDropsThePacketsAsIsSeenBeforeAnOrder() throws Exception {
    network.firewall(folder, FIREWALL);
    ca = ca().start();
    assertFailsAs("packets-dropped-seen-before.txt", "certonly", "--standalone", "-d", NAME);
    assertThat(ca.count("newOrder")).isZero();
  }

  @Test
  void theFirewallDropsThePacketsAsTheCaSeesIt() throws Exception {
    network.firewall(folder, FIREWALL);
    ca = ca().start();
    assertFailsAs("packets-dropped.txt", "certonly", "--standalone", "--no-preflight", "-d", NAME);
  }

  @Test
  void aWebServerAnswersWithWhatWasLeftBehind() throws Exception {
    Path former = Files.createDirectories(folder.resolve("former"));
    Path webroot = Files.createDirectories(folder.resolve("www"));
    ca = ca().start();
    try (ServerProcess nginx = nginx("root %s;".formatted(former))) {
      assertFailsAs(
          "another-answers.txt", "certonly", "--webroot", "-w", webroot.toString(), "-d", NAME);
      assertThat(nginx.process().isAlive()).isTrue();
    }
    assertThat(webroot).isEmptyDirectory();
  }

  @Test
  void tooManyCertificatesForTheSameNames() throws Exception {
    ca = ca().start();
    ca.faults().limitDuplicates(Duration.ofHours(34));
    assertFailsAs("too-many-certificates.txt", "certonly", "--standalone", "-d", NAME);
  }
}
