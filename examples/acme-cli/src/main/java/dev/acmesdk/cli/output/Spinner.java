package dev.acmesdk.cli.output;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A line on a terminal that shows that the command is alive, and for how long it has waited. */
final class Spinner implements AutoCloseable {
  private static final String[] FRAMES = {"|", "/", "-", "\\"};
  private static final String ERASE = "\r\u001b[K";

  private final PrintStream out;
  private final String text;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private final long start = System.nanoTime();

  Spinner(PrintStream out, String text) {
    this.out = out;
    this.text = text;
    this.thread = new Thread(this::turn, "acme-spinner");
    thread.setDaemon(true);
    thread.start();
  }

  private void turn() {
    try {
      for (int i = 0; !stopped.await(i == 0 ? 0 : 120, TimeUnit.MILLISECONDS); i++) {
        out.print(ERASE + FRAMES[i % FRAMES.length] + " " + text + " " + elapsed());
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody interrupts it; if somebody does, it ends
    }
  }

  private String elapsed() {
    return Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s";
  }

  /** Leaves the text as an ordinary line, with the time that it has taken. */
  @Override
  public void close() {
    stopped.countDown();
    boolean wasInterrupted = Thread.interrupted();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(1));
    } catch (InterruptedException e) {
      wasInterrupted = true;
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
    out.println(ERASE + text + " (" + elapsed() + ")");
  }
}
