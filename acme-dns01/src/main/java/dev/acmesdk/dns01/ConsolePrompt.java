package dev.acmesdk.dns01;

import java.io.BufferedReader;
import java.io.Flushable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Asks a human at a terminal. The answer is an empty line, or {@code q} to give up; an input that
 * has ended gives up as well.
 *
 * <p>It keeps to the time limit and can be interrupted, although reading from a terminal cannot: a
 * daemon thread reads meanwhile, and stays until the line is entered.
 *
 * <p>It is thread-safe: one question is asked after the other.
 */
public final class ConsolePrompt implements ManualPrompt {
  private static final Set<String> GIVE_UP = Set.of("q", "quit");

  private final LineReader input;
  private final Appendable output;
  private String shown = "";

  private ConsolePrompt(LineReader input, Appendable output) {
    this.input = input;
    this.output = output;
  }

  /**
   * A prompt on a terminal, or whatever reads and writes like one.
   *
   * @param input where the answers come from, for example {@code System.in} in a reader; nobody
   *     else should read from it
   * @param output where the questions go, for example {@code System.out}; it is flushed if it can
   *     be
   * @return a prompt
   */
  public static ConsolePrompt of(BufferedReader input, Appendable output) {
    return new ConsolePrompt(new LineReader(input), output);
  }

  @Override
  public synchronized void awaitInPlace(List<TxtRecord> records, Duration limit)
      throws IOException, InterruptedException {
    input.forget();
    shown = "";
    print(ManualText.request(records, limit));
    try {
      String answer = input.read(limit).strip().toLowerCase(Locale.ROOT);
      if (GIVE_UP.contains(answer)) {
        throw new IOException("The user gave up adding " + names(records));
      }
    } catch (TimeoutException e) {
      print("The time is over.\n");
      throw new IOException(
          "Nobody confirmed within %s that these records are in place: %s"
              .formatted(ManualText.time(limit), names(records)),
          e);
    }
  }

  /** Shows the answers if they are not the same as before. */
  @Override
  public synchronized boolean goesOn(String seen, Duration time)
      throws IOException, InterruptedException {
    if (!seen.equals(shown)) {
      print(ManualText.seen(seen));
      shown = seen;
    }
    try {
      String answer = input.read(time).strip().toLowerCase(Locale.ROOT);
      if (GIVE_UP.contains(answer)) {
        throw new IOException(
            "The user gave up waiting for name servers. They said last:\n" + seen);
      }
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  @Override
  public void tell(String text) throws IOException {
    print(text);
  }

  @Override
  public void tellToRemove(TxtRecord record) throws IOException {
    print(ManualText.removal(record));
  }

  private static String names(List<TxtRecord> records) {
    return records.stream().map(TxtRecord::name).distinct().collect(Collectors.joining(", "));
  }

  private void print(String text) throws IOException {
    synchronized (output) {
      output.append(text.replace("\n", System.lineSeparator()));
      if (output instanceof Flushable flushable) {
        flushable.flush();
      }
    }
  }
}
