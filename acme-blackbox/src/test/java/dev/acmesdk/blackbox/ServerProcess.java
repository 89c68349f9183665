package dev.acmesdk.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server of another maker, run as a child for the time of a test. What it prints is kept for the
 * messages of failures. It never outlives this JVM, even if nobody closes it.
 */
final class ServerProcess implements AutoCloseable {
  /** What Go's programs print when a port is in use; not all of them end then. */
  static final String PORT_TAKEN = "address already in use";

  private static final int ATTEMPTS = 3000;
  private static final int MILLIS_PER_ATTEMPT = 20;

  private final String name;
  private final Path output;
  private final Process process;
  private final Thread guard;

  private ServerProcess(String name, Path output, Process process) {
    this.name = name;
    this.output = output;
    this.process = process;
    this.guard = new Thread(process::destroyForcibly, "end " + name);
    Runtime.getRuntime().addShutdownHook(guard);
  }

  /**
   * Starts a server.
   *
   * @param command the program and its arguments
   * @param environment variables beside the inherited ones
   * @param directory where it runs, and where its output is kept
   */
  static ServerProcess start(List<String> command, Map<String, String> environment, Path directory)
      throws IOException {
    String name = command.get(0);
    Path output = directory.resolve(Path.of(name).getFileName() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    return new ServerProcess(name, output, builder.start());
  }

  /**
   * Waits until it accepts connections on the loopback interface.
   *
   * @throws IllegalStateException if it ends instead, or never does
   */
  void awaitListening(int port) throws InterruptedException {
    awaitListening(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  void awaitListening(InetSocketAddress address) throws InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try (Socket socket = new Socket()) {
        socket.connect(address, 1000);
        if (output().contains(PORT_TAKEN)) {
          throw failure("met a stranger on its port");
        }
        return;
      } catch (ConnectException e) {
        // Nobody listens yet. The pause until the next attempt is spent on watching the process.
        if (process.waitFor(MILLIS_PER_ATTEMPT, TimeUnit.MILLISECONDS)) {
          throw failure("ended with status " + process.exitValue());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw failure("does not listen on port " + address.getPort());
  }

  private IllegalStateException failure(String what) {
    return new IllegalStateException(name + " " + what + ". It printed:\n" + output());
  }

  /** What it has printed until now. */
  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process itself. */
  Process process() {
    return process;
  }

  /** Ends it and waits for that, so that its ports are free again. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().removeShutdownHook(guard);
  }
}
