package dev.acmesdk.benchmarks.peers;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A server that runs as a child of this process, and what it logs. Never outlives it. */
final class Child implements AutoCloseable {
  private static final int ATTEMPTS = 500;
  private static final int MILLIS_PER_ATTEMPT = 20;

  private final Path log;
  private final Process process;
  private final Thread guard;

  private Child(Path log, Process process) {
    this.log = log;
    this.process = process;
    guard = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(guard);
  }

  /**
   * Starts a server, and waits until it accepts connections on the loopback interface.
   *
   * @param builder the program
   * @param log where its output goes
   * @param port a TCP port that it is going to open
   */
  static Child start(ProcessBuilder builder, Path log, int port)
      throws IOException, InterruptedException {
    Child child =
        new Child(log, builder.redirectErrorStream(true).redirectOutput(log.toFile()).start());
    try {
      child.awaitListening(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return child;
    } catch (IOException | InterruptedException e) {
      child.close();
      throw e;
    }
  }

  private void awaitListening(InetSocketAddress address) throws IOException, InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try (Socket socket = new Socket()) {
        socket.connect(address);
        return;
      } catch (ConnectException e) {
        if (process.waitFor(MILLIS_PER_ATTEMPT, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
    }
    throw new IOException("%s does not listen: %s".formatted(log, Files.readString(log)));
  }

  /** Ends it. When this returns, its ports are free. */
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
