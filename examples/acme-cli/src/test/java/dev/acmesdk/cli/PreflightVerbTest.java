package dev.acmesdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.cli.Command.Result;
import dev.acmesdk.testing.dns.DnsStub;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class PreflightVerbTest {
  @TempDir private Path folder;
  private Command acme;
  private DnsStub dns;

  @BeforeEach
  void start() {
    acme = new Command(folder);
    dns = DnsStub.start();
    dns.addZone(
        """
        example. SOA ns.example. admin.example. 1 1800 900 604800 60
        a.example. A 127.0.0.1
        """);
  }

  @AfterEach
  void stop() {
    dns.close();
    acme.close();
  }

  private Result preflight(String... words) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "preflight",
                "--resolver",
                "127.0.0.1:" + dns.address().getPort(),
                "--http-01-port",
                String.valueOf(acme.httpPort)));
    all.addAll(List.of(words));
    return acme.ask(all.toArray(String[]::new));
  }

  @Test
  void findsNothingWhereAllIsWell() {
    Result result = preflight("--standalone", "-d", "a.example");

    assertThat(result.status()).as(result.all()).isZero();
    assertThat(result.out())
        .contains("[clock] This machine's clock agrees", "[names] a.example: Has 127.0.0.1.")
        .doesNotContain("ERROR");
    assertThat(acme.ca.count("newOrder")).isZero();
    assertThat(acme.ca.count("newAccount")).isZero();
  }

  @Test
  void saysWhoHasThePortAndWhatToDo() throws IOException {
    try (ServerSocket taken = new ServerSocket(acme.httpPort)) {
      Result result = preflight("--standalone", "-d", "a.example");

      assertThat(result.status()).isEqualTo(1);
      assertThat(result.all())
          .contains("ERROR", "[port]", String.valueOf(taken.getLocalPort()), "-> ")
          .contains("The order would fail");
    }
  }

  @Test
  void tellsProgramsTheSame() throws IOException {
    try (ServerSocket taken = new ServerSocket(acme.httpPort)) {
      Result result = preflight("--standalone", "-d", "a.example", "-d", "b.example", "--json");

      assertThat(taken.isBound()).isTrue();
      assertThat(result.json().path("success").asBoolean()).isFalse();
      assertThat(result.json().path("preflight").valueStream())
          .anySatisfy(
              finding -> {
                assertThat(finding.path("topic").asString()).isEqualTo("port");
                assertThat(finding.path("severity").asString()).isEqualTo("error");
              })
          .anySatisfy(
              finding -> {
                assertThat(finding.path("subject").asString()).isEqualTo("b.example");
                assertThat(finding.path("statement").asString()).contains("NXDOMAIN");
                assertThat(finding.path("commands").get(0).asString())
                    .isEqualTo("dig +short A b.example");
              });
    }
  }

  @Test
  void needsNoHumanForTheManualWay() {
    List<String> words =
        new ArrayList<>(
            List.of(
                "preflight",
                "--manual",
                "--preferred-challenges",
                "dns",
                "-d",
                "*.a.example",
                "--resolver",
                "127.0.0.1:" + dns.address().getPort()));
    Result result = acme.ask(words.toArray(String[]::new));

    assertThat(result.status()).as(result.all()).isZero();
    assertThat(result.out()).contains("[challenge] Control of all names can be proved");
  }

  @Test
  void wantsNames() {
    Result result = preflight("--standalone");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("-d example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dns.example", "127.0.0.1:0", "127.0.0.1:99999", "[::1", "300.1.1.1"})
  void refusesAResolverThatIsNoAddress(String resolver) {
    Result result =
        acme.ask("preflight", "--standalone", "-d", "a.example", "--resolver", resolver);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("--resolver " + resolver, "9.9.9.9");
  }
}
