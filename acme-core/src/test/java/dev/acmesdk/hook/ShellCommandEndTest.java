package dev.acmesdk.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acmesdk.error.CancelledException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that print much, take long, or do not want to go. */
@RequiresPosixShell
@Timeout(60)
class ShellCommandEndTest {
  private static final Duration LITTLE = Duration.ofMillis(200);
  private static final Duration MUCH = Duration.ofHours(1);

  /** All that can be kept of one output, and the words between. */
  private static final int MOST = 33 * 1024;

  /** How many seconds the commands here take, by which they can be found among all processes. */
  private final String mark = "1" + String.format("%08d", new SecureRandom().nextInt(100_000_000));

  private final String sleep = "sleep " + mark;
  private final String hour = "sh -c '" + sleep + "; exit'";

  @TempDir Path folder;

  private List<ProcessHandle> marked() {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process.info().arguments().stream()
                    .flatMap(Arrays::stream)
                    .anyMatch(argument -> argument.contains(mark)))
        .toList();
  }

  private Path fifo() throws Exception {
    Path fifo = folder.resolve("fifo");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    return fifo;
  }

  @Test
  void tenMegabytesOnBothOutputsNeitherBlockNorFillTheMemory() throws IOException {
    String print = "{ echo first; head -c 10000000 /dev/zero | tr '\\0' x; echo; echo last; }";
    ShellResult result = ShellCommand.of(print + "; " + print + " >&2").run();
    assertThat(result.isSuccess()).isTrue();
    for (String text : List.of(result.output(), result.errors())) {
      assertThat(text).hasSizeLessThan(MOST).startsWith("first\nxxx").endsWith("xxx\nlast");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "yes >&2", "yes & yes >&2"})
  void outputForEverEndsWhenTheTimeIsUp(String commandLine) throws IOException {
    ShellResult result = ShellCommand.of(commandLine).timeLimit(LITTLE).run();
    assertThat(result.isTimedOut()).isTrue();
    assertThat(result.isSuccess()).isFalse();
    assertThat(result.output()).hasSizeLessThan(MOST);
    assertThat(result.errors()).hasSizeLessThan(MOST);
  }

  @Test
  void allThatItHasStartedEndsWithItAndNothingComesAfter() throws IOException {
    Path flag = folder.resolve("flag");
    ShellResult result =
        ShellCommand.of("(%s & %s); touch %s".formatted(hour, hour, flag)).timeLimit(LITTLE).run();
    assertThat(result.isTimedOut()).isTrue();
    assertThat(marked()).isEmpty();
    assertThat(flag).doesNotExist();
  }

  @Test
  void aBackgroundChildThatKeepsThePipeOpenIsNotWaitedFor() throws IOException {
    try {
      ShellResult result = ShellCommand.of("(echo begun; exec " + sleep + ") & exit 7").run();
      assertThat(result.status()).isEqualTo(7);
      assertThat(result.isTimedOut()).isFalse();
    } finally {
      marked().forEach(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void aBackgroundChildThatPrintsForEverIsNotWaitedFor() throws IOException {
    ShellResult result = ShellCommand.of("yes & yes >&2 & echo begun; exit 7").run();
    assertThat(result.status()).isEqualTo(7);
    assertThat(result.output()).hasSizeLessThan(MOST);
  }

  @Test
  void whatTheShellHasPrintedBeforeItsEndIsThereWhoeverKeepsThePipe() throws IOException {
    try {
      ShellResult result =
          ShellCommand.of(sleep + " & head -c 50000 /dev/zero | tr '\\0' x; echo last").run();
      assertThat(result.output()).contains("octets left out").endsWith("xxxlast");
    } finally {
      marked().forEach(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void leavesNoThreadBehind() throws IOException {
    try {
      ShellCommand.of(sleep + " & exit").run();
      ShellCommand.of("yes").timeLimit(LITTLE).run();
      assertThat(Thread.getAllStackTraces())
          .noneSatisfy(
              (thread, stack) -> {
                assertThat(thread).isNotSameAs(Thread.currentThread());
                assertThat(stack)
                    .anyMatch(frame -> frame.getClassName().startsWith("dev.acmesdk.hook."));
              });
    } finally {
      marked().forEach(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void anInterruptionEndsItAndAllThatItHasStarted() throws Exception {
    Path fifo = fifo();
    ShellCommand command =
        ShellCommand.of("%s & %s & echo $$ > %s; wait".formatted(hour, hour, fifo));
    Background<ShellResult> run = Background.of(command::run);
    ProcessHandle shell = shell(Files.readString(fifo));
    run.interrupt();
    assertCancelled(run);
    assertThat(shell.isAlive()).isFalse();
    assertThat(marked()).isEmpty();
  }

  @Test
  void whoDoesNotGoIsKilled() throws Exception {
    Path fifo = fifo();
    String deaf = "trap '' TERM; echo $$ > %s; while true; do %s; done".formatted(fifo, hour);
    Background<ShellResult> run =
        Background.of(ShellCommand.of(deaf).grace(LITTLE.multipliedBy(5))::run);
    ProcessHandle shell = shell(Files.readString(fifo));
    run.interrupt();
    assertCancelled(run);
    assertThat(shell.isAlive()).isFalse();
    assertThat(marked().stream().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void whoIsToldToEndMayDoSoInItsOwnWay() throws Exception {
    Path fifo = fifo();
    Path flag = folder.resolve("flag");
    String polite = "trap 'sleep 0.1; echo bye > %s; exit' TERM; echo > %s; while :; do :; done";
    Background<ShellResult> run =
        Background.of(ShellCommand.of(polite.formatted(flag, fifo)).grace(MUCH)::run);
    assertThat(Files.readString(fifo)).isEqualTo("\n");
    run.interrupt();
    assertCancelled(run);
    assertThat(flag).hasContent("bye");
  }

  @Test
  void aSecondInterruptionIsNotPatient() throws Exception {
    Path fifo = fifo();
    String deaf =
        "trap 'echo > %s' TERM; echo $$ > %s; while true; do :; done".formatted(fifo, fifo);
    Background<ShellResult> run = Background.of(ShellCommand.of(deaf).grace(MUCH)::run);
    ProcessHandle shell = shell(Files.readString(fifo));
    run.interrupt();
    assertThat(Files.readString(fifo)).isEqualTo("\n");
    run.interrupt();
    assertCancelled(run);
    shell.onExit().join();
  }

  @Test
  void isNotStartedForAThreadThatIsInterrupted() {
    Path flag = folder.resolve("flag");
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(CancelledException.class)
        .isThrownBy(ShellCommand.of("touch " + flag)::run);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(flag).doesNotExist();
  }

  private static ProcessHandle shell(String pid) {
    return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
  }

  private static void assertCancelled(Background<ShellResult> run) {
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(run::result)
        .withCauseInstanceOf(CancelledException.class);
  }

  @Test
  void onlyTheMarkIsLookedFor() throws Exception {
    Process process = new ProcessBuilder("sh", "-c", "read line", mark).start();
    assertThat(marked()).containsExactly(process.toHandle());
    process.getOutputStream().close();
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(Stream.of(process).filter(Process::isAlive)).isEmpty();
  }
}
