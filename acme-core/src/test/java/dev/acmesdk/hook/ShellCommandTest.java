package dev.acmesdk.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.acmesdk.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresPosixShell
@Timeout(60)
class ShellCommandTest {
  @TempDir Path folder;

  private static ShellResult run(String commandLine) throws IOException {
    return ShellCommand.of(commandLine).run();
  }

  @Test
  void tellsStatusAndBothOutputs() throws IOException {
    ShellResult result = run("echo one; echo two >&2; echo three; exit 3");
    assertThat(result).isEqualTo(new ShellResult(3, false, "one\nthree", "two"));
    assertThat(result.isSuccess()).isFalse();
    assertThat(run("true")).isEqualTo(new ShellResult(0, false, "", ""));
    assertThat(run("true").isSuccess()).isTrue();
  }

  @Test
  void tellsWhatTheShellSaysOfACommandThatIsNotThere() throws IOException {
    ShellResult result = run("/no/such/program");
    assertThat(result.status()).isEqualTo(127);
    assertThat(result.errors()).contains("/no/such/program");
  }

  @Test
  void resultsShowNoOutput() throws IOException {
    assertThat(run("echo secret; echo secret >&2"))
        .hasToString("ShellResult[status=0, isTimedOut=false]");
  }

  @Test
  void theInputIsEmpty() throws IOException {
    assertThat(run("cat; echo end").output()).isEqualTo("end");
  }

  @Test
  void theShellReadsTheLine() throws IOException {
    assertThat(run("echo \"a  b\" 'c' | tr a-z A-Z && echo $((1 + 2))").output())
        .isEqualTo("A  B C\n3");
  }

  @Test
  void seesItsVariablesAndTheEnvironment() throws IOException {
    ShellCommand command =
        ShellCommand.of("echo \"$CERTBOT_DOMAIN,$OTHER,$PATH\"")
            .environment(Map.of("CERTBOT_DOMAIN", "a.example", "OTHER", "old"))
            .environment(Map.of("OTHER", "new $(line)"));
    assertThat(command.run().output()).startsWith("a.example,new $(line)," + System.getenv("PATH"));
    assertThat(ShellCommand.of("echo \"$OTHER.\"").run().output()).isEqualTo(".");
  }

  @Test
  void doesNotSeeWhatThisProgramWasToldAsAHook() {
    Map<String, String> environment = new HashMap<>();
    environment.put("RENEWED_LINEAGE", "/etc/letsencrypt/live/a.example");
    environment.put("RENEWED_DOMAINS", "a.example");
    environment.put("FAILED_DOMAINS", "b.example");
    environment.put("CERTBOT_VALIDATION", "token");
    environment.put("HOME", "/root");
    Shell.adapt(environment);
    assertThat(environment).containsOnlyKeys("HOME", "PATH");
  }

  @Test
  void findsTheProgramsOfServersWithTheShortPathOfACronJob() {
    Map<String, String> environment = new HashMap<>(Map.of("PATH", "/usr/bin:/usr/sbin:/bin"));
    Shell.adapt(environment);
    assertThat(environment)
        .containsEntry("PATH", "/usr/bin:/usr/sbin:/bin:/usr/local/bin:/usr/local/sbin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t", "true\0false"})
  void refusesWhatIsNoCommand(String commandLine) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> ShellCommand.of(commandLine));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A=B", "A\0"})
  void refusesNamesThatNoVariableCanHave(String name) {
    ShellCommand command = ShellCommand.of("true");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> command.environment(Map.of(name, "secret")))
        .withMessageNotContaining("secret");
  }

  @Test
  void refusesValuesThatNoVariableCanHaveWithoutShowingThem() {
    ShellCommand command = ShellCommand.of("true");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> command.environment(Map.of("TOKEN", "sec\0ret")))
        .withMessageContaining("TOKEN")
        .withMessageNotContaining("sec");
  }

  @Test
  void showsTheCommandLineOnOneLineAndNoValues() {
    ShellCommand command =
        ShellCommand.of(" echo\n\u001B[2Jone ").environment(Map.of("TOKEN", "secret"));
    assertThat(command).hasToString("echo one");
    assertThat(command.commandLine()).isEqualTo(" echo\n\u001B[2Jone ");
    assertThat(ShellCommand.of("x".repeat(300))).hasToString("x".repeat(200) + "…");
  }

  @Test
  void saysIfTheShellCannotBeStarted() {
    ShellCommand command =
        ShellCommand.of("true").environment(Map.of("TOKEN", "secret".repeat(1_000_000)));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(command::run)
        .withMessageContaining("/bin/sh")
        .withMessageNotContaining("secret");
  }

  @Test
  void hasTenMinutesUnlessToldOtherwise() {
    ShellCommand command = ShellCommand.of("true");
    assertThat(command.timeLimit()).hasMinutes(10);
    assertThat(command.timeLimit(Duration.ofSeconds(Long.MAX_VALUE)).timeLimit()).hasDays(365);
    for (Duration none : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> command.timeLimit(none));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", " sh -c 'exit 1'", "/bin/sh", "'/bin/sh' x", "\"sh\" y"})
  void theCheckPassesForWhatCanBeRun(String commandLine) {
    assertThatCode(ShellCommand.of(commandLine)::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-program x", "/no/such/program", "cd /tmp && true", "'", "/bin"})
  void theCheckNamesAProgramThatCannotBeRun(String commandLine) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(ShellCommand.of(commandLine)::check)
        .withMessageContaining(commandLine.split(" ", 2)[0]);
  }

  @Test
  void theCheckTellsAFileThatIsNotExecutableFromOneThatIsNotThere() throws IOException {
    Path script = Files.writeString(folder.resolve("hook.sh"), "#!/bin/sh\n");
    ShellCommand command = ShellCommand.of(script.toString());
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(command::check)
        .withMessageContaining("chmod +x");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    assertThatCode(command::check).doesNotThrowAnyException();
  }

  @Test
  void theCheckLooksIntoThePathThatTheCommandIsGiven() throws IOException {
    Path script = Files.writeString(folder.resolve("our-hook"), "#!/bin/sh\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    ShellCommand command = ShellCommand.of("our-hook");
    assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(command::check);
    ShellCommand told = command.environment(Map.of("PATH", "/nowhere:" + folder));
    assertThatCode(told::check).doesNotThrowAnyException();
  }

  @Test
  void argumentsOfAProgramMeanNothingToTheShell() throws IOException {
    List<String> arguments = List.of("a b", "$HOME", "it's", "", "*", "-n; exit 3", "\\");
    ShellResult result =
        ShellCommand.ofProgram(
                Path.of("/bin/sh"),
                Stream.concat(
                        Stream.of("-c", "for one; do echo \"<$one>\"; done", "sh"),
                        arguments.stream())
                    .toList())
            .run();
    assertThat(result.output().lines())
        .containsExactlyElementsOf(arguments.stream().map(text -> "<" + text + ">").toList());
  }

  @Test
  void ofASuccessThereIsNoFailureToTell() throws IOException {
    ShellResult result = ShellCommand.of("true").run();
    assertThatIllegalStateException().isThrownBy(() -> result.failure(Duration.ofSeconds(1)));
  }

  @Test
  void theEndOfALongOutputTellsWhyItFailed() throws IOException {
    ShellResult result = ShellCommand.of("seq 1 1000; echo the reason; exit 2").run();
    assertThat(result.failure(Duration.ofSeconds(1)))
        .startsWith("ended with status 2; it printed: …")
        .endsWith("1000 the reason")
        .hasSizeLessThan(350);
  }
}
