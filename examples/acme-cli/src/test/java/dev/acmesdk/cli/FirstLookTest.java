package dev.acmesdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.cli.Command.Result;
import dev.acmesdk.testing.dns.DnsFault;
import dev.acmesdk.testing.dns.DnsStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks in front of an order: what they stop, what they only say, and what they let pass. */
@Timeout(120)
class FirstLookTest {
  @TempDir private Path folder;
  private Command acme;
  private DnsStub dns;

  @BeforeEach
  void start() {
    acme = new Command(folder).looking();
    dns = DnsStub.start();
    dns.addZone(
        """
        example. SOA ns.example. admin.example. 1 1800 900 604800 60
        a.example. A 127.0.0.1
        b.example. A 127.0.0.1
        c.example. A 127.0.0.1
        c.example. AAAA ::1
        """);
  }

  @AfterEach
  void stop() {
    dns.close();
    acme.close();
  }

  private Result certonly(String... words) {
    List<String> all = new ArrayList<>(List.of("--preflight-limit", "30", "--resolver"));
    all.add("127.0.0.1:" + dns.address().getPort());
    all.addAll(List.of(words));
    return acme.certonly(all.toArray(String[]::new));
  }

  @Test
  void saysNothingWhereAllIsWell() {
    Result result = certonly("-d", "a.example", "-d", "b.example");

    assertThat(result.status()).as(result.all()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(acme.ca.count("newOrder")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "nowhere.example, It has no address in DNS",
    "a.example, ",
  })
  void warnsOfWhatMayFailAndGoesOn(String name, String warning) {
    Result result = certonly("-d", name);

    assertThat(result.status()).as(result.all()).isZero();
    assertThat(result.err().isEmpty()).isEqualTo(warning == null);
    assertThat(result.err()).contains(warning == null ? "" : "Warning: " + name + ": " + warning);
  }

  @Test
  void keepsWarningsToItselfIfQuietButTellsPrograms() {
    assertThat(certonly("-q", "-d", "nowhere.example").all()).isEmpty();
    Result result = certonly("--json", "-d", "other.nowhere.example");

    assertThat(result.json().at("/preflight/0/topic").asString()).isEqualTo("names");
    assertThat(result.json().path("success").asBoolean()).isTrue();
  }

  /** The name has an IPv6 address of this machine, on which nobody will listen. */
  @Test
  void spendsNoOrderThatIsSureToFail() {
    Result result = certonly("-d", "c.example", "--http-01-address", "127.0.0.1");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .contains("The order would fail, so nothing was ordered:", "  c.example\n    Found: ")
        .contains("Kind:        reachability", "leave --http-01-address out", "Try again: ");
    assertThat(acme.ca.count("newOrder")).isZero();
    assertThat(acme.ca.count("newAccount")).isZero();
  }

  @Test
  void doesWithoutTheLookIfToldTo() {
    Result result = certonly("-d", "c.example", "--http-01-address", "127.0.0.1", "--no-preflight");

    assertThat(result.status()).as(result.all()).isZero();
    assertThat(result.err()).isEmpty();
  }

  /** A private CA may connect to another port than 80. */
  @Test
  void onlyWarnsWhereItCannotBeSure() throws IOException {
    Path webroot = Files.createDirectory(folder.resolve("www"));
    try (StaticFiles server = new StaticFiles(webroot, acme.httpPort)) {
      Result result =
          acme.ask(
              "certonly",
              "--webroot",
              "-w",
              webroot.toString(),
              "-d",
              "a.example",
              "--preflight-limit",
              "30",
              "--resolver",
              "127.0.0.1:" + dns.address().getPort());

      assertThat(result.status()).as(result.all()).isZero();
      assertThat(result.err()).contains("Warning: a.example: ", "private CA");
      assertThat(server.served()).isEqualTo(1);
      assertThat(webroot).isEmptyDirectory();
    }
  }

  @Test
  void doesNotKnowWhatTakesTooLongAndGoesOn() throws IOException {
    dns.fail(DnsFault.DROP);
    Result result = certonly("-d", "a.example", "--preflight-limit", "0.7");

    assertThat(result.status()).as(result.all()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(Files.readString(folder.resolve("logs/letsencrypt.log")))
        .contains(
            "It is not known how this is: it could not be looked at within 700 milliseconds.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "NaN", "601"})
  void refusesALimitThatIsNone(String limit) {
    Result result = certonly("-d", "a.example", "--preflight-limit", limit);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("--preflight-limit " + limit);
  }

  @Test
  void looksBeforeADryRunToo() {
    Result result = certonly("--dry-run", "-d", "nowhere.example");

    assertThat(result.status()).as(result.all()).isZero();
    assertThat(result.err()).contains("Warning: nowhere.example: ");
  }

  @Test
  void runsNoScriptTwice() {
    List<String> words =
        List.of("certonly", "--manual", "--preferred-challenges", "http", "-d", "a.example");
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--manual-auth-hook", "echo run >> " + folder.resolve("runs")));
    acme.ask(all.toArray(String[]::new));

    assertThat(folder.resolve("runs")).hasContent("run");
  }
}
