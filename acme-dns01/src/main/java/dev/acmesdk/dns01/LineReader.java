package dev.acmesdk.dns01;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines with a time limit, from what can only be read without one. A read whose time is over
 * goes on in the background, and the next one takes it over. Not thread-safe.
 */
final class LineReader {
  private final BufferedReader input;
  private @Nullable FutureTask<String> reading;

  LineReader(BufferedReader input) {
    this.input = input;
  }

  /** Drops a line that came after the time for it was over: it answers an older question. */
  void forget() {
    if (reading != null && reading.isDone()) {
      reading = null;
    }
  }

  /**
   * The next line.
   *
   * @throws IOException if there are no more lines, or they cannot be read
   * @throws TimeoutException if there is none within that time
   */
  String read(Duration limit) throws IOException, InterruptedException, TimeoutException {
    FutureTask<String> line = reading == null ? start() : reading;
    reading = line;
    try {
      String text = line.get(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS);
      reading = null;
      return text;
    } catch (ExecutionException e) {
      reading = null;
      throw new IOException("No answer can be read: " + e.getMessage(), e);
    }
  }

  private FutureTask<String> start() {
    FutureTask<String> line = new FutureTask<>(this::readLine);
    Thread thread = new Thread(line, "acme-console");
    thread.setDaemon(true);
    thread.start();
    return line;
  }

  private String readLine() throws IOException {
    String line = input.readLine();
    if (line == null) {
      throw new EOFException("the input has ended");
    }
    return line;
  }
}
