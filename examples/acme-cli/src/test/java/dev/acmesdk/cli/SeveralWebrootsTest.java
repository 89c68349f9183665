package dev.acmesdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.cli.Command.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A web server that shows another directory for some of the names. */
@Timeout(120)
class SeveralWebrootsTest {
  @TempDir private Path folder;
  private Command acme;
  private Path one;
  private Path other;
  private StaticFiles server;

  @BeforeEach
  void start() throws IOException {
    acme = new Command(folder);
    one = Files.createDirectory(folder.resolve("one"));
    other = Files.createDirectory(folder.resolve("other"));
    server = new StaticFiles(host -> host.equals("other.example.com") ? other : one, acme.httpPort);
  }

  @AfterEach
  void stop() {
    server.close();
    acme.close();
  }

  private Result certonly(String line) {
    return acme.ask(
        ("certonly --webroot " + line)
            .replace("ONE", one.toString())
            .replace("OTHER", other.toString())
            .split(" "));
  }

  private String conf(String name) throws IOException {
    return Files.readString(acme.conf(name));
  }

  private static void assertDone(Result result) {
    assertThat(result.status()).as(result.all()).isZero();
  }

  @Test
  void eachNameHasTheOneInFrontOfItAlsoAtRenewals() throws IOException {
    assertDone(certonly("-w ONE -d a.example.com,b.example.com -w OTHER -d other.example.com"));
    assertThat(conf("a.example.com"))
        .contains("webroot_path = %s, %s\n".formatted(one, other))
        .endsWith(
            "[[webroot_map]]\na.example.com = %1$s\nb.example.com = %1$s\nother.example.com = %2$s\n"
                .formatted(one, other));
    String before = conf("a.example.com");
    Result renewed = acme.ask("renew", "--force-renewal", "--no-random-sleep-on-renew");
    assertDone(renewed);
    assertThat(conf("a.example.com")).isEqualTo(before);
    assertThat(one).isEmptyDirectory();
    assertThat(other).isEmptyDirectory();
  }

  @Test
  void aDryRunHasThemToo() {
    assertDone(certonly("-w ONE -d a.example.com -w OTHER -d other.example.com --dry-run"));
    assertThat(acme.conf("a.example.com")).doesNotExist();
  }

  @Test
  void thatMixesThemUpFails() {
    Result result = certonly("-w OTHER -d a.example.com -w ONE -d other.example.com");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("a.example.com", "other.example.com");
  }

  @Test
  void oneForAllIsNoMap() throws IOException {
    assertDone(certonly("-d a.example.com -w ONE -d b.example.com"));
    assertThat(conf("a.example.com")).contains("webroot_path = " + one + ",\n");
    assertThat(conf("a.example.com")).doesNotContain("webroot_map");
  }

  @Test
  void areGivenInAnOrderThatSaysWhichIsForWhich() {
    Result before = certonly("-d a.example.com -w ONE -w OTHER -d other.example.com");
    assertThat(before.status()).isEqualTo(1);
    assertThat(before.err()).contains("none in front of a.example.com");
    assertDone(certonly("-w ONE -d a.example.com -w OTHER -d other.example.com"));
    Result withoutNames = certonly("-w ONE -w OTHER --cert-name a.example.com --force-renewal");
    assertThat(withoutNames.status()).isEqualTo(1);
    assertThat(withoutNames.err()).contains("not which name is in which");
  }

  @Test
  void canBeGivenAsAMapThatAlsoNamesTheNames() throws IOException {
    String map = "{\"a.example.com,b.example.com\":\"ONE\",\"other.example.com\":\"OTHER\"}";
    assertDone(certonly("--webroot-map " + map));
    assertThat(conf("a.example.com"))
        .endsWith(
            "[[webroot_map]]\na.example.com = %1$s\nb.example.com = %1$s\nother.example.com = %2$s\n"
                .formatted(one, other));
    assertDone(certonly("-w ONE -d c.example.com --webroot-map {\"other.example.com\":\"OTHER\"}"));
    assertThat(conf("c.example.com"))
        .endsWith("c.example.com = %s\nother.example.com = %s\n".formatted(one, other));
  }

  @Test
  void canBeGivenAsAMapInTheFileOfOptions() throws IOException {
    Command.write(
        folder.resolve("etc/cli.ini"),
        "no-preflight = True\nwebroot-map = {\"a.example.com\": \"%s\"}\n".formatted(one));
    assertDone(acme.ask("certonly", "--webroot"));
    assertThat(conf("a.example.com")).contains("webroot_path = " + one + ",\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[\"a.example.com\"]", "{\"a.example.com\":1}"})
  void aMapThatCannotBeReadIsTold(String map) {
    Result result = certonly("--webroot-map " + map);
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("--webroot-map " + map + " cannot be read.");
    assertThat(acme.ca.requests()).isEmpty();
  }

  @Test
  void aNameThatIsNotInTheMapNeedsOne() {
    Result result = certonly("-d b.example.com --webroot-map {\"a.example.com\":\"ONE\"}");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("none in front of b.example.com", "--webroot-map");
  }

  @Test
  void canBeReconfigured() throws IOException {
    assertDone(certonly("-w ONE -d a.example.com"));
    assertDone(
        acme.ask("reconfigure", "--cert-name", "a.example.com", "--webroot", "-w", one.toString()));
    assertDone(certonly("-w ONE -d b.example.com -w OTHER -d other.example.com"));
    String before = conf("b.example.com");
    Result wrong =
        acme.ask("reconfigure", "--cert-name", "b.example.com", "--webroot", "-w", one.toString());
    assertThat(wrong.status()).isEqualTo(1);
    assertThat(conf("b.example.com")).isEqualTo(before);
    Path link = Files.createSymbolicLink(folder.resolve("link"), other);
    String words = "reconfigure --cert-name b.example.com -w %s -d b.example.com -w %s -d %s";
    assertDone(acme.ask(words.formatted(one, link, "other.example.com").split(" ")));
    assertThat(conf("b.example.com"))
        .endsWith("b.example.com = %s\nother.example.com = %s\n".formatted(one, link));
  }
}
