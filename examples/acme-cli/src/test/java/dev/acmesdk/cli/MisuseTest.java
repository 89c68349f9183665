package dev.acmesdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.cli.Command.Result;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class MisuseTest {
  @TempDir private Path folder;
  private Command acme;

  @BeforeEach
  void start() {
    acme = new Command(folder);
  }

  @AfterEach
  void stop() {
    acme.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "certonly --standalon -d a.example|--standalon is unknown. Did you mean --standalone?",
        "certonly --domian a.example|--domian is unknown. Did you mean --domain",
        "certificates --force-renewal|--force-renewal is no option of certificates; it is one of certonly, renew",
        "certonyl -d a.example|\"certonyl\" is no verb. Did you mean certonly?",
        "--standalone|No verb was given. --standalone belongs to certonly, preflight, reconfigure, renew",
        "certonly --http-01-port eighty|--http-01-port",
        "certonly -d|-d",
        "certificates now|\"now\" is not expected here",
      })
  void endsWithStatus2AndSaysWhatWasMeant(String line, String expected) {
    Result result = acme.raw(line.split(" "));
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains(expected).contains("--help").doesNotContain("Exception");
    assertThat(result.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--standalone -d *.example.com|--manual --preferred-challenges dns",
        "--standalone --webroot -d example.com|Control is proved in one way",
        "--standalone --preferred-challenges dns -d example.com|cannot answer DNS challenges",
        "--standalone -d exa_mple..com -d -x.example.com|exa_mple..com",
        "--standalone|Give at least one name",
        "-d example.com|Give --standalone",
        "--webroot -d example.com|Give -w DIRECTORY",
        "--webroot -w /tmp --http-01-port 81 -d example.com|Leave them out with --webroot",
        "--manual -d example.com|needs a human at a terminal",
        "--standalone -d example.com --rsa-key-size 1024|2048, 3072, 4096",
        "--standalone -d example.com --reuse-key --new-key|contradicts --new-key",
        "--standalone -d example.com --eab-kid x|belong together",
        "--standalone -d example.com --force-renewal --keep-until-expiring|contradict each other",
        "--standalone -d example.com --eff-email --no-eff-email|contradict each other",
        "--standalone -d example.com --ca-bundle /no/such/file|/no/such/file",
        "--standalone -d example.com --server http://x/|not an HTTPS URL",
        "-a nginx -d example.com|The authenticator nginx is not known here",
        "--standalone --http-01-port 0 -d example.com|0 is not a TCP port",
      })
  void refusesContradictionsBeforeAnythingIsAsked(String line, String expected) {
    List<String> words = new ArrayList<>(List.of("certonly"));
    words.addAll(acme.atCa());
    words.addAll(List.of(line.split(" ")));
    Result result = acme.run(words.toArray(String[]::new));
    assertThat(result.status()).as(result.all()).isEqualTo(1);
    assertThat(result.err()).contains(expected).doesNotContain("This is a bug");
    assertThat(acme.ca.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "certonly --standalone -d a.example --key-type dsa, --key-type dsa is unknown",
    "certonly --standalone -d a.example --elliptic-curve secp192r1, Give one of secp256r1",
    "revoke --cert-name a --reason nonsense, --reason nonsense is unknown",
  })
  void endsWithStatus2ForAWordThatIsNoChoice(String line, String expected) {
    Result result = acme.run(line.split(" "));
    assertThat(result.status()).as(result.all()).isEqualTo(2);
    assertThat(result.err()).contains(expected);
  }

  @Test
  void saysWhoHasThePort() throws Exception {
    try (ServerSocket other =
        new ServerSocket(acme.httpPort, 1, InetAddress.getByName("0.0.0.0"))) {
      Result result = acme.certonly("-d", "example.com");
      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err())
          .contains("Port " + other.getLocalPort() + " on all addresses cannot be opened")
          .contains("What to do: ");
    }
  }

  @Test
  void findsTheVerbWhereverItStands() {
    Words words = Words.arrange(List.of("-q", "renew", "--dry-run"), Set.of("renew", "delete"));
    assertThat(words.words()).containsExactly("renew", "-q", "--dry-run");
    assertThat(Words.arrange(List.of("help", "renew"), Set.of("renew")).words())
        .containsExactly("renew", "--help");
  }

  @Test
  void suggestsOnlyWhatIsNear() {
    assertThat(Misuse.meant("--emial", Set.of("--email", "--server"))).contains("--email?");
    assertThat(Misuse.meant("--nginx", Set.of("--email", "--server"))).isEmpty();
    assertThat(Misuse.distance("kitten", "sitting")).isEqualTo(3);
  }

  @Test
  void needsARightToTheLogsAndSaysSo() {
    Command.write(folder.resolve("file"), "");
    Result result = acme.raw("certificates", "--logs-dir", folder.resolve("file/logs").toString());
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .contains("Run as root, or give --config-dir, --work-dir and --logs-dir");
  }

  @Test
  void explainsEachVerbWithExamples() {
    for (String verb :
        List.of("certonly", "renew", "certificates", "revoke", "delete", "register")) {
      Result result = acme.raw(verb, "--help");
      assertThat(result.status()).isZero();
      assertThat(result.out()).contains("Example", "  acme " + (verb.equals("renew") ? "" : verb));
    }
    assertThat(acme.raw("--help").out()).contains("Verbs:", "certonly", "show_account");
  }
}
