package dev.acmesdk.blackbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A JVM of its own that runs a class of these tests, to be talked with line by line and to be sent
 * signals. It does not outlive its time.
 */
final class ChildJvm implements AutoCloseable {
  private static final int MINUTES = 5;

  private final Process process;
  private final BufferedReader output;
  private final List<String> lines = new ArrayList<>();

  private ChildJvm(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts a class with a main method; in front of the JVM there may be another program. */
  static ChildJvm start(List<String> wrapper, Class<?> main, Object... arguments) {
    List<String> command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx128m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      CompletableFuture.delayedExecutor(MINUTES, TimeUnit.MINUTES)
          .execute(process::destroyForcibly);
      return new ChildJvm(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ChildJvm start(Class<?> main, Object... arguments) {
    return start(List.of(), main, arguments);
  }

  /** Waits for a line; empty if the process ends without it. */
  Optional<String> await(Predicate<String> wanted) {
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        if (wanted.test(line)) {
          return Optional.of(line);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a line that begins with a text. */
  String expect(String prefix) {
    return await(line -> line.startsWith(prefix))
        .orElseThrow(() -> new AssertionError("Never said \"" + prefix + "\": " + lines));
  }

  void say(String line) {
    try {
      process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets it run on for a while. */
  void letRun(long micros) throws InterruptedException {
    process.waitFor(micros, TimeUnit.MICROSECONDS);
  }

  /** SIGKILL; then reads what it had said, which {@link Process#destroyForcibly} would lose. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
    await(line -> false);
  }

  /** Sends a signal, for example STOP. */
  void signal(String name) throws IOException, InterruptedException {
    Programs.Result sent =
        Programs.run(List.of("/bin/kill", "-" + name, String.valueOf(process.pid())));
    if (sent.status() != 0) {
      throw new IllegalStateException(sent.output());
    }
  }

  /** What it has said as far as it was read. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
