package dev.acmesdk.testing.command;

import dev.acmesdk.testing.EmbeddedAcmeServer;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** An ACME CA as a program, until it is told to stop. */
public final class Main {
  private Main() {}

  /**
   * Starts the CA, and runs it until the process gets a signal to end.
   *
   * @param args the command line; {@code --help} tells what it can be
   * @throws InterruptedException if the main thread is interrupted, which nobody does
   */
  public static void main(String[] args) throws InterruptedException {
    CaCommand command = new CaCommand(System.out, System.err);
    int status = command.start(args);
    Optional<EmbeddedAcmeServer> server = command.server();
    if (server.isEmpty()) {
      System.exit(status);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server.get()), "acme-ca-stop"));
    new CountDownLatch(1).await();
  }

  /** The JVM would end with 143 after SIGTERM; but to end on request is no failure. */
  private static void stop(EmbeddedAcmeServer server) {
    server.close();
    Runtime.getRuntime().halt(0);
  }
}
