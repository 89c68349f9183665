package dev.acmesdk.testing.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.NewAccount;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CaCommand command =
      new CaCommand(
          new PrintStream(out, true, StandardCharsets.UTF_8),
          new PrintStream(err, true, StandardCharsets.UTF_8));

  @AfterEach
  void stop() {
    command.server().ifPresent(EmbeddedAcmeServer::close);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private EmbeddedAcmeServer started(String... words) {
    assertThat(command.start(words)).as(err()).isZero();
    return command.server().orElseThrow();
  }

  @Test
  void saysOnOneLineWhereItIs() {
    EmbeddedAcmeServer server = started("--listen", "127.0.0.1:0", "--http-port", "5002");

    assertThat(out())
        .matches("ready directory=https://127\\.0\\.0\\.1:\\d+/dir http-port=5002 tls-port=5001\\R")
        .contains("directory=" + server.directory() + " ");
    assertThat(err()).isEmpty();
  }

  @Test
  void picksAFreePortForChallengesAndTellsIt() {
    EmbeddedAcmeServer server = started("--listen", "127.0.0.1:0", "--http-port", "0");

    assertThat(server.httpPort()).isPositive();
    assertThat(out()).contains(" http-port=" + server.httpPort());
  }

  @Test
  void writesWhatClientsAndRelyingPartiesHaveToTrust(@TempDir Path folder) throws Exception {
    Path ca = folder.resolve("ca.pem");
    Path root = folder.resolve("root.pem");
    EmbeddedAcmeServer server =
        started("--listen=127.0.0.1:0", "--ca-out=" + ca, "--root-out", root.toString());

    assertThat(ca).hasContent(server.trustAnchorPem());
    assertThat(root).hasContent(server.issuerRootPem());
    try (AcmeClient client =
        AcmeClient.builder(server.directory()).trust(Files.readString(ca)).build()) {
      assertThat(client.accounts().create(AccountKey.generate(), new NewAccount(List.of(), true)))
          .isNotNull();
    }
  }

  @Test
  void closesTheServerIfAFileCannotBeWritten(@TempDir Path folder) {
    Path nowhere = folder.resolve("missing/ca.pem");

    assertThat(command.start("--listen", "127.0.0.1:0", "--ca-out", nowhere.toString()))
        .isEqualTo(1);
    assertThat(command.server()).isEmpty();
    assertThat(out()).isEmpty();
    assertThat(err()).contains("--ca-out", nowhere.toString());
  }

  @Test
  void saysThatItsPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int status = command.start("--listen", "127.0.0.1:" + taken.getLocalPort());

      assertThat(status).isEqualTo(1);
      assertThat(err()).contains(String.valueOf(taken.getLocalPort()), "port 0");
    }
  }

  @Test
  void takesEverythingThatItsHelpTells() {
    started(
        "--listen=127.0.0.1:0",
        "--tls-port=0",
        "--dns=[::1]:8053",
        "--hosts-by-dns",
        "--caa-identity=ca.example",
        "--resolve=a.example=127.0.0.2",
        "--resolve=b.example=::1",
        "--unresolvable=c.example",
        "--terms=https://ca.example/terms",
        "--eab-required",
        "--validity=12h",
        "--backdating=5m",
        "--chain-length=2",
        "--nonce-reject=20",
        "--processing-polls=3",
        "--retry-after=1s",
        "--no-renewal-info",
        "--renewal-info-retry-after=PT1H",
        "--replaced-when-finalized",
        "--eab=kid-1=c2VjcmV0",
        "--orders-per-page=2",
        "--rate-limits=orders=300/3h,duplicates=5/7d,failures=5/1h",
        "--alternate-chains=1,2",
        "--rsa",
        "--profile=short=6d",
        "--profile=long=90d",
        "--trouble=finalize:1=lost-answer",
        "--trouble=any:20%=503",
        "--seed=42");

    assertThat(out()).endsWith(" dns=[0:0:0:0:0:0:0:1]:8053" + System.lineSeparator());
  }

  @Test
  void describesEachOption() {
    assertThat(command.start("--help")).isZero();

    assertThat(command.server()).isEmpty();
    assertThat(Settings.all()).allMatch(setting -> out().contains(setting.name()));
    assertThat(out())
        .contains("--ca-out=FILE", "--root-out=FILE", "--trouble=WHEN=WHAT", "\"ready\"");
    assertThat(out().lines()).allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @CsvSource({
    "--htp-port=1, --htp-port=1 is unknown. Did you mean --http-port",
    "--nonce-rejects=1, --nonce-rejects=1 is unknown. Did you mean --nonce-reject",
    "--http-port=no, '--http-port: \"no\" is not a number'",
    "--http-port=65536, --http-port: 65536 is not a port",
    "--dns=127.0.0.1:0, '--dns: nobody can be asked at port 0: 127.0.0.1:0'",
    "--listen=14000, '--listen: \"14000\" is not ADDRESS:PORT'",
    "--listen=ca.example:0, '--listen: \"ca.example\" is not an IP address'",
    "--listen=127.0.0.1:99999, --listen: 99999 is not a port",
    "--validity=soon, '--validity: \"soon\" is not a time'",
    "--validity=0s, --validity: Not a validity",
    "--chain-length=10, --chain-length: Not a sensible number",
    "--nonce-reject=101, --nonce-reject: Not a percentage: 101",
    "--resolve=a.example, '--resolve: \"a.example\" is not NAME=ADDRESS'",
    "--resolve=a.example=b, '--resolve: \"b\" is not an IP address'",
    "--eab=secret, '--eab: \"secret\" is not KID=KEY'",
    "--eab=kid-1=?, '--eab: Input byte[] should at least'",
    "--profile=short=soon, '--profile: \"soon\" is not a time'",
    "--alternate-chains=0, --alternate-chains: Not a sensible number",
    "--rate-limits=orders=300, --rate-limits: the limit on orders is not COUNT/TIME",
    "--rate-limits=names=1/1h, '--rate-limits: \"names\" is no limit'",
    "--seed=luck, '--seed: \"luck\" is not a number'",
    "--terms=not a url, --terms: ",
    "--trouble=finalize, '--trouble: \"finalize\" is not WHEN=WHAT'",
    "--trouble=finalise:1=503, '--trouble: '",
    "--trouble=finalize:0=503, --trouble: Requests are counted from 1 on",
    "--trouble=finalize:often=503, '--trouble: \"finalize:often\" is not OPERATION'",
    "--trouble=any:1=503, '--trouble: requests are counted for one operation'",
    "--trouble=any:101%=503, --trouble: Not a percentage: 101",
    "--trouble=any=200, --trouble: Not the status of an error: 200",
    "--trouble=any=slow, '--trouble: \"slow\" is no trouble; take slow/TIME'",
    "--trouble=any=reset/-1, --trouble: The number of octets is negative: -1",
    "--trouble=any=429/soon, '--trouble: \"soon\" is not a time'",
    "stray, stray is unknown."
  })
  void namesWhatIsWrong(String word, String message) {
    assertThat(command.start(word)).isEqualTo(2);
    assertThat(command.server()).isEmpty();
    assertThat(out()).isEmpty();
    assertThat(err()).startsWith("acme-ca: " + message).contains("See --help.");
  }

  @Test
  void refusesAnOptionTwiceUnlessItMayBeRepeated() {
    assertThat(command.start("--seed=1", "--seed=2")).isEqualTo(2);
    assertThat(err()).contains("--seed");
  }
}
