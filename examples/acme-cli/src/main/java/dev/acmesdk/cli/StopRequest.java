package dev.acmesdk.cli;

import dev.acmesdk.cli.output.Terminal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, and systemd's wish to stop: interrupts what is under way, so that challenges are taken
 * away and ports closed, and waits for that.
 */
final class StopRequest implements AutoCloseable {
  private static final long PATIENCE = 30;

  private final Thread main;
  private final Terminal terminal;
  private final CountDownLatch ended = new CountDownLatch(1);

  private StopRequest(Thread main, Terminal terminal) {
    this.main = main;
    this.terminal = terminal;
  }

  /** Listens on behalf of the calling thread. */
  static StopRequest listen(Terminal terminal) {
    StopRequest stop = new StopRequest(Thread.currentThread(), terminal);
    Runtime.getRuntime().addShutdownHook(new Thread(stop::stop, "acme-stop"));
    return stop;
  }

  /** The work is over by itself. */
  int ending(int status) {
    ended.countDown();
    return status;
  }

  private void stop() {
    if (ended.getCount() == 0) {
      return;
    }
    terminal.err().println("\nStopping: challenges are taken away and ports closed…");
    main.interrupt();
    try {
      if (!ended.await(PATIENCE, TimeUnit.SECONDS)) {
        terminal.err().println("That has not ended within %d seconds.".formatted(PATIENCE));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
  }
}
