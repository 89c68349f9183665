package dev.acmesdk.hook;

import dev.acmesdk.error.CancelledException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run of a command, all of it in the calling thread: reads both of its outputs as they come,
 * and ends it when its time is up. A pipe that is read only when there is something in it cannot
 * block, so a background child that keeps it open is not waited for.
 */
final class CommandRun {
  private static final long SHORTEST_PAUSE = 1;
  private static final long LONGEST_PAUSE = 50;
  private static final long LOOK_PAUSE = 5;
  private static final int CHUNK = 64 * 1024;

  /** As much as a pipe can hold: after the shell's end, the rest is from background children. */
  private static final int PIPE = 1024 * 1024;

  private final Process process;
  private final Stragglers stragglers;
  private final InputStream output;
  private final InputStream errors;
  private final Excerpt outputExcerpt = new Excerpt();
  private final Excerpt errorsExcerpt = new Excerpt();
  private final byte[] chunk = new byte[CHUNK];
  private final Duration grace;
  private @Nullable InterruptedException interruption;

  private CommandRun(Process process, Stragglers stragglers, Duration grace) {
    this.process = process;
    this.stragglers = stragglers;
    this.output = process.getInputStream();
    this.errors = process.getErrorStream();
    this.grace = grace;
  }

  /**
   * Runs it to its end.
   *
   * @param grace how long it has to end by itself when it is told to
   * @throws IOException if it cannot be started
   * @throws CancelledException if the thread is interrupted; the command has been ended
   */
  static ShellResult of(ProcessBuilder command, Duration limit, Duration grace) throws IOException {
    if (Thread.interrupted()) {
      throw new CancelledException("the start of a command", null);
    }
    Stragglers stragglers = Stragglers.of(command.environment());
    return new CommandRun(command.start(), stragglers, grace).toItsEnd(limit);
  }

  /**
   * The JDK has a thread that, at the end of a process, copies what is in its pipes until it finds
   * them empty: which may be never if a background child prints faster. That thread needs these
   * monitors, so it comes after this has closed the pipes.
   */
  private ShellResult toItsEnd(Duration limit) throws IOException {
    synchronized (output) {
      synchronized (errors) {
        try (output;
            errors) {
          process.getOutputStream().close();
          return within(limit);
        } finally {
          if (process.isAlive()) {
            new ProcessTree(process).kill();
            stragglers.kill();
          }
        }
      }
    }
  }

  private ShellResult within(Duration limit) throws IOException {
    boolean isTimedOut = !awaitEnd(limit);
    if (isTimedOut) {
      end();
    }
    readRest(output, outputExcerpt);
    readRest(errors, errorsExcerpt);
    if (interruption != null) {
      throw new CancelledException("a command, which was ended", interruption);
    }
    return new ShellResult(status(), isTimedOut, outputExcerpt.text(), errorsExcerpt.text());
  }

  /** Even a killed process may take long to go, if it hangs in the kernel. */
  private int status() {
    return process.isAlive() ? -1 : process.exitValue();
  }

  private boolean awaitEnd(Duration limit) throws IOException {
    long start = System.nanoTime();
    long pause = SHORTEST_PAUSE;
    try {
      while (!process.waitFor(pause, TimeUnit.MILLISECONDS)) {
        boolean hasRead = readSome();
        long left = limit.minusNanos(System.nanoTime() - start).toMillis();
        if (left <= 0) {
          return false;
        }
        pause = hasRead ? SHORTEST_PAUSE : Math.min(left, Math.min(2 * pause, LONGEST_PAUSE));
      }
      return true;
    } catch (InterruptedException e) {
      interruption = e;
      return false;
    }
  }

  /**
   * Asks first, and kills those that have not gone, or are new. What they print meanwhile must not
   * block them.
   */
  private void end() throws IOException {
    ProcessTree tree = new ProcessTree(process);
    try {
      tree.ask();
      await(tree);
      tree.kill();
      await(tree);
      boolean isGone = process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS);
      assert isGone || process.isAlive();
    } catch (InterruptedException e) {
      interruption = e;
      tree.kill();
    } finally {
      stragglers.kill();
    }
  }

  private void await(ProcessTree tree) throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (tree.isAlive() && System.nanoTime() - start < grace.toNanos()) {
      readSome();
      pause();
    }
  }

  private static void pause() throws InterruptedException {
    boolean never = new CountDownLatch(1).await(LOOK_PAUSE, TimeUnit.MILLISECONDS);
    assert !never;
  }

  private boolean readSome() throws IOException {
    int fromOutput = read(output, outputExcerpt);
    return fromOutput + read(errors, errorsExcerpt) > 0;
  }

  private void readRest(InputStream from, Excerpt to) throws IOException {
    int more = PIPE;
    int length = read(from, to);
    while (length > 0 && more > 0) {
      more -= length;
      length = read(from, to);
    }
  }

  private int read(InputStream from, Excerpt to) throws IOException {
    int available = Math.min(from.available(), CHUNK);
    int length = available > 0 ? from.read(chunk, 0, available) : 0;
    to.add(chunk, length);
    return Math.max(length, 0);
  }
}
