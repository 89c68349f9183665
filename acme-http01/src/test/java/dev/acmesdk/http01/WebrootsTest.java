package dev.acmesdk.http01;

import static dev.acmesdk.http01.Challenges.TOKEN;
import static dev.acmesdk.http01.Challenges.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.SolverException;
import dev.acmesdk.protocol.Identifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which directory is for which name, and how a renewal file says so. */
class WebrootsTest {
  private static final Identifier NAME = Identifier.dns("example.com");

  @TempDir private Path folder;
  private Path one;
  private Path other;

  @BeforeEach
  void make() throws IOException {
    one = Files.createDirectory(folder.resolve("one"));
    other = Files.createDirectory(folder.resolve("other"));
  }

  /** By what a renewal file says. */
  private static Webroots said(String paths, String map) {
    Map<String, String> said = new LinkedHashMap<>();
    said.put("authenticator", "webroot");
    said.put("webroot_path", paths);
    said.put("webroot_map", map);
    return Webroots.find(said).orElseThrow();
  }

  /** Where the response for example.com goes. */
  private void assertGoesTo(Webroots webroots, Path expected) throws IOException {
    WebrootSolver solver = webroots.solver();
    solver.reserve(List.of(NAME)).close();
    solver.present(pending());
    assertThat(expected.resolve(".well-known/acme-challenge").resolve(TOKEN)).exists();
    solver.cleanUp(pending());
    assertThat(one).isEmptyDirectory();
    assertThat(other).isEmptyDirectory();
  }

  @Test
  void eachNameHasItsDirectory() throws IOException {
    assertGoesTo(Webroots.of(Map.of("Example.COM.", one, "b.example", other)), one);
    assertGoesTo(Webroots.of(Map.of("a.example", one, "example.com", other)), other);
  }

  @Test
  void aNameWithoutADirectoryIsRefused() {
    WebrootSolver solver = Webroots.of(Map.of("a.example", one)).solver();
    assertThatThrownBy(() -> solver.reserve(List.of(NAME)))
        .isInstanceOf(SolverException.class)
        .hasMessageContaining("No webroot was given for example.com");
  }

  @Test
  void theFileSaysItInCertbotsWords() {
    Map<String, Path> given = new LinkedHashMap<>();
    given.put("Example.com", one);
    given.put("www.example.com", one);
    given.put("b.example", other);
    given.put("192.0.2.1", other);
    assertThat(Webroots.of(given).renewalParameters())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "authenticator",
                "webroot",
                "webroot_path",
                one + "," + other,
                "webroot_map",
                "{\"example.com\": \"%1$s\", \"www.example.com\": \"%1$s\", \"b.example\": \"%2$s\", \"192.0.2.1\": \"%2$s\"}"
                    .formatted(one, other)));
  }

  @Test
  void whatTheFileSaysIsFoundAgain() throws IOException {
    Map<String, String> said =
        Webroots.of(Map.of("example.com", one, "b.example", other)).renewalParameters();
    Webroots found = Webroots.find(said).orElseThrow();
    assertThat(found.renewalParameters()).isEqualTo(said);
    assertGoesTo(found, one);
  }

  @Test
  void namesThatTheFileDoesNotListHaveItsLastDirectory() throws IOException {
    assertGoesTo(said(one + "," + other, "{\"a.example\": \"" + one + "\"}"), other);
    assertGoesTo(said(other + ", " + one + ",", "{}"), one);
    assertGoesTo(said(other.toString(), "{\"example.com\": \"" + one + "\"}"), one);
  }

  @Test
  void severalNamesMayShareAMember() throws IOException {
    assertGoesTo(said("", "{\"a.example,example.com\": \"" + one + "\"}"), one);
  }

  @Test
  void aFileOfAnotherKindSaysNothing() {
    assertThat(Webroots.find(Map.of("authenticator", "standalone", "webroot_path", "/srv")))
        .isEmpty();
    assertThat(Webroots.find(Map.of("authenticator", "webroot"))).isEmpty();
    assertThat(Webroots.find(Map.of("authenticator", "webroot", "webroot_path", "None"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"no name\": \"/srv\"}",
        "{\"a.example\": \"\\u0000\"}",
        "{\"a.example\": 1}"
      })
  void aMapThatCannotBeUnderstoodIsRefused(String map) {
    assertThatThrownBy(() -> said("/srv", map)).isInstanceOf(InvalidRequestException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/srv/a,b", "/srv/a\nb", "/srv/%(home)s"})
  void aDirectoryThatNoFileCouldHoldIsRefused(Path directory) {
    assertThatThrownBy(() -> Webroots.of(Map.of("a.example", directory)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("renewal files cannot hold");
  }

  @Test
  void whatIsNoNameIsRefused() {
    assertThatThrownBy(() -> Webroots.of(Map.of("a b", one)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("\"a b\"");
  }
}
