package dev.acmesdk.blackbox;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The embedded CA as it is packaged, {@code acme-ca.jar}, in a process of its own. */
final class CaProgram implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("(?m)^ready (.*)\\R");
  private static final int ATTEMPTS = 3000;
  private static final int MILLIS_PER_ATTEMPT = 20;

  private final Path folder;
  private final ServerProcess process;
  private final String ready;

  private CaProgram(Path folder, ServerProcess process, String ready) {
    this.folder = folder;
    this.process = process;
    this.ready = ready;
  }

  static Path jar() {
    return Path.of("..", "acme-testing", "target", "acme-ca.jar").toAbsolutePath().normalize();
  }

  /** The words that run it. */
  static List<String> line(String... options) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", jar().toString()));
    line.addAll(List.of(options));
    return line;
  }

  /** Starts it on free ports, with more options if wanted, and waits until it is ready. */
  static CaProgram start(Path folder, String... more) throws IOException, InterruptedException {
    Path directory = Files.createDirectories(folder);
    List<String> line = line("--listen", "127.0.0.1:0", "--http-port", "0");
    line.addAll(List.of("--ca-out", "ca.pem", "--root-out", "root.pem"));
    line.addAll(List.of(more));
    ServerProcess process = ServerProcess.start(line, Map.of(), directory);
    return new CaProgram(directory, process, awaitReady(process));
  }

  private static String awaitReady(ServerProcess process) throws InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Matcher ready = READY.matcher(process.output());
      if (ready.find()) {
        return ready.group(1);
      }
      if (process.process().waitFor(MILLIS_PER_ATTEMPT, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    String output = process.output();
    process.close();
    throw new IllegalStateException("The CA is not ready. It printed:\n" + output);
  }

  /** What the line says that it prints when it is ready. */
  String told(String name) {
    Matcher pair = Pattern.compile("(?:^| )" + name + "=(\\S+)").matcher(ready);
    if (!pair.find()) {
      throw new IllegalStateException("The CA tells no %s: %s".formatted(name, ready));
    }
    return pair.group(1);
  }

  URI directory() {
    return URI.create(told("directory"));
  }

  int httpPort() {
    return Integer.parseInt(told("http-port"));
  }

  /** What clients have to trust. */
  Path trusted() {
    return folder.resolve("ca.pem");
  }

  /** What those have to trust who meet its certificates. */
  Path root() {
    return folder.resolve("root.pem");
  }

  ServerProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }
}
