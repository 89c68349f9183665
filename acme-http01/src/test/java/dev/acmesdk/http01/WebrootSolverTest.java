package dev.acmesdk.http01;

import static dev.acmesdk.http01.Challenges.KEY_AUTHORIZATION;
import static dev.acmesdk.http01.Challenges.TOKEN;
import static dev.acmesdk.http01.Challenges.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.acmesdk.error.SolverException;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Identifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebrootSolverTest {
  private static final Identifier NAME = Identifier.dns("example.com");

  @TempDir private Path webroot;
  private Path wellKnown;
  private Path directory;
  private Path response;
  private WebrootSolver solver;

  @BeforeEach
  void useWebroot() {
    wellKnown = webroot.resolve(".well-known");
    directory = wellKnown.resolve("acme-challenge");
    response = directory.resolve(TOKEN);
    solver = WebrootSolver.of(webroot);
  }

  private static void assertMode(Path path, String mode) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo(mode);
  }

  private static SolverException failureOf(WebrootSolver solver, Identifier... identifiers) {
    return catchThrowableOfType(
        SolverException.class, () -> solver.reserve(List.of(identifiers)).close());
  }

  private static List<Path> contents(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  @Test
  void solvesHttp01() {
    assertThat(solver.challengeType()).isEqualTo(Challenge.Http01.class);
  }

  @Test
  void rfc8555Section8_3_putsTheKeyAuthorizationUnderTheToken() throws IOException {
    solver.present(pending());
    assertThat(response).hasContent(KEY_AUTHORIZATION).hasSize(87);
    assertThat(contents(directory)).containsExactly(response);
  }

  @Test
  void everybodyMayReadWhatItMakes() throws IOException {
    solver.present(pending());
    assertMode(response, "rw-r--r--");
    assertMode(directory, "rwxr-xr-x");
    assertMode(wellKnown, "rwxr-xr-x");
  }

  @Test
  void takesAwayWhatItMadeAndNothingElse() throws IOException {
    Files.writeString(webroot.resolve("index.html"), "hello");
    solver.present(pending());
    solver.cleanUp(pending());
    assertThat(contents(webroot)).containsExactly(webroot.resolve("index.html"));
    solver.cleanUp(pending());
    assertThat(webroot).isDirectory();
  }

  @Test
  void leavesDirectoriesThatWereThereBefore() throws IOException {
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwx---"));
    solver.reserve(List.of(NAME)).close();
    solver.present(pending());
    solver.cleanUp(pending());
    assertThat(contents(directory)).isEmpty();
    assertMode(directory, "rwxrwx---");
  }

  @Test
  void leavesTheResponsesOfOthers() throws IOException {
    solver.present(pending());
    Path other = Files.writeString(directory.resolve("other"), "of another client");
    Path security = Files.writeString(wellKnown.resolve("security.txt"), "Contact: nobody");
    solver.cleanUp(pending());
    assertThat(contents(directory)).containsExactly(other);
    Files.delete(other);
    solver.cleanUp(pending());
    assertThat(contents(wellKnown)).containsExactly(security);
  }

  @Test
  void removesDirectoriesAfterTheLastOfSeveralResponses() throws IOException {
    solver.present(pending("a"));
    solver.present(pending("b"));
    solver.cleanUp(pending("b"));
    assertThat(contents(directory)).containsExactly(directory.resolve("a"));
    solver.cleanUp(pending("a"));
    assertThat(contents(webroot)).isEmpty();
  }

  @Test
  void anotherProcessCanCleanUp() throws IOException {
    solver.present(pending());
    Path unfinished = Files.writeString(directory.resolve("." + TOKEN + ".123.tmp"), "hal");
    WebrootSolver.of(webroot).cleanUp(pending());
    assertThat(response).doesNotExist();
    assertThat(unfinished).doesNotExist();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void replacesAResponseThatIsThereAlready() throws IOException {
    Files.createDirectories(directory);
    Files.writeString(response, "old");
    solver.present(pending());
    assertThat(response).hasContent(KEY_AUTHORIZATION);
  }

  @Test
  void doesNotWriteThroughALinkAtTheResponsesPlace(@TempDir Path elsewhere) throws IOException {
    Path precious = Files.writeString(elsewhere.resolve("precious"), "keep");
    Files.createDirectories(directory);
    Files.createSymbolicLink(response, precious);
    solver.present(pending());
    assertThat(precious).hasContent("keep");
    assertThat(response).hasContent(KEY_AUTHORIZATION);
    solver.cleanUp(pending());
    assertThat(precious).hasContent("keep");
  }

  @Test
  void followsALinkedWellKnown(@TempDir Path elsewhere) throws IOException {
    Files.createSymbolicLink(wellKnown, elsewhere);
    solver.reserve(List.of(NAME)).close();
    solver.present(pending());
    assertThat(elsewhere.resolve("acme-challenge").resolve(TOKEN)).hasContent(KEY_AUTHORIZATION);
    solver.cleanUp(pending());
    assertThat(elsewhere).isEmptyDirectory();
    assertThat(wellKnown).isSymbolicLink();
  }

  @Test
  void neverLeavesTheDirectory() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> solver.present(pending("../../index.html")));
    assertThatIllegalArgumentException().isThrownBy(() -> solver.cleanUp(pending("..")));
    assertThatIllegalArgumentException().isThrownBy(() -> solver.cleanUp(pending("")));
    assertThat(webroot).isEmptyDirectory();
  }

  @Test
  void preflightLeavesNoTrace() {
    solver.reserve(List.of(NAME)).close();
    assertThat(webroot).isEmptyDirectory();
  }

  @Test
  void preflightRefusesAWebrootThatIsMissing() {
    Path missing = webroot.resolve("missing");
    SolverException failure =
        failureOf(WebrootSolver.of(missing), NAME, Identifier.dns("b.example"));
    assertThat(failure)
        .hasMessageStartingWith(
            "The webroot %s of example.com, b.example cannot take challenge responses: %s is not a directory.",
            missing, missing)
        .hasMessageContaining("http://example.com/")
        .hasMessageContaining(missing.resolve(".well-known/acme-challenge").toString());
    assertThat(failure.identifiers()).containsExactly(NAME, Identifier.dns("b.example"));
    assertThat(missing).doesNotExist();
  }

  @Test
  void preflightRefusesAWebrootThatIsAFile() throws IOException {
    Path file = Files.writeString(webroot.resolve("file"), "");
    assertThat(failureOf(WebrootSolver.of(file), NAME))
        .hasMessageContaining(file + " is not a directory");
  }

  @Test
  void preflightRefusesAWellKnownThatIsAFile() throws IOException {
    Files.writeString(wellKnown, "");
    assertThat(failureOf(solver, NAME)).hasMessageContaining(wellKnown + " is not a directory");
  }

  @Test
  void preflightRefusesAWebrootThatItMayNotWriteTo() throws IOException {
    Files.setPosixFilePermissions(webroot, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(webroot), "This user may write everywhere");
    assertThat(failureOf(solver, NAME))
        .hasMessageContaining("no permission to write to " + wellKnown)
        .hasMessageContaining("let the user that this program runs as write to " + directory);
  }

  @Test
  void preflightRefusesADanglingWellKnown() throws IOException {
    Files.createSymbolicLink(wellKnown, webroot.resolve("missing"));
    assertThat(failureOf(solver, NAME)).hasMessageContaining(wellKnown.toString());
  }

  @Test
  void preflightAcceptsWildcardsThatAreForAnotherSolver() {
    assertThat(failureOf(WebrootSolver.of(Map.of()), Identifier.dns("*.example.com"))).isNull();
  }

  @Test
  void presentFailsLikePreflight() {
    WebrootSolver other = WebrootSolver.of(webroot.resolve("missing"));
    assertThatThrownBy(() -> other.present(pending()))
        .isInstanceOf(SolverException.class)
        .hasMessageContaining("is not a directory");
  }

  @Test
  void cleanUpSucceedsAlthoughTheWebrootHasGone() throws IOException {
    WebrootSolver.of(webroot.resolve("missing")).cleanUp(pending());
    assertThat(webroot).isEmptyDirectory();
  }

  @Test
  void cleanUpTellsWhatItCannotRemove() throws IOException {
    Files.createDirectories(response.resolve("full"));
    assertThatThrownBy(() -> solver.cleanUp(pending()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(response.toString());
  }

  @Test
  void usesTheWebrootOfEachName(@TempDir Path other) throws IOException {
    WebrootSolver perName =
        WebrootSolver.of(Map.of("Example.COM", webroot, "b.example", other, "192.0.2.1", other));
    perName.reserve(List.of(NAME, Identifier.dns("b.example"), Identifier.ip("192.0.2.1"))).close();
    perName.present(pending("example.com", "a"));
    perName.present(pending("b.example", "b"));
    assertThat(directory.resolve("a")).exists();
    assertThat(other.resolve(".well-known/acme-challenge/b")).exists();
    perName.cleanUp(pending("b.example", "b"));
    assertThat(other).isEmptyDirectory();
    assertThat(directory.resolve("a")).exists();
  }

  @Test
  void refusesANameWithoutWebroot() throws IOException {
    WebrootSolver perName = WebrootSolver.of(Map.of("b.example", webroot));
    SolverException failure = failureOf(perName, NAME);
    assertThat(failure)
        .hasMessage(
            "No webroot was given for example.com. Add the directory that the web server serves for it.");
    assertThat(failure.identifiers()).containsExactly(NAME);
    assertThatThrownBy(() -> perName.present(pending())).isInstanceOf(SolverException.class);
    perName.cleanUp(pending());
  }

  @Test
  void refusesAWebrootForWhatIsNoName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebrootSolver.of(Map.of("not a name", webroot)));
  }

  @Test
  void manySolversMayShareAWebroot() throws IOException {
    IntStream.range(0, 400)
        .parallel()
        .forEach(
            i -> {
              WebrootSolver own = i % 4 == 0 ? WebrootSolver.of(webroot) : solver;
              own.present(pending("t" + i));
              assertThat(directory.resolve("t" + i)).hasContent(pendingText(i));
              cleanUp(own, i);
            });
    assertThat(Files.exists(directory) ? contents(directory) : List.of()).isEmpty();
  }

  private static String pendingText(int i) {
    return "t" + i + "." + Challenges.THUMBPRINT;
  }

  private static void cleanUp(WebrootSolver solver, int i) {
    try {
      solver.cleanUp(pending("t" + i));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
