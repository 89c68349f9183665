package dev.acmesdk.cli.output;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * What people see: lines on the standard output, warnings on the standard error, and a line that
 * moves while something is waited for. With JSON, the standard output is for that alone.
 *
 * <p>Safe for use by several threads.
 */
public final class Screen implements AutoCloseable {
  private static final String BOLD = "\u001b[1m";
  private static final String RED = "\u001b[31m";
  private static final String YELLOW = "\u001b[33m";
  private static final String GREEN = "\u001b[32m";
  private static final String PLAIN = "\u001b[0m";

  private final Terminal terminal;
  private final PrintStream out;
  private final boolean isQuiet;
  private @Nullable Spinner spinner;

  /**
   * A screen.
   *
   * @param terminal where to print
   * @param isQuiet whether only errors are to be seen
   * @param isJson whether lines go to the standard error, since the standard output is for JSON
   */
  public Screen(Terminal terminal, boolean isQuiet, boolean isJson) {
    this.terminal = terminal;
    this.isQuiet = isQuiet;
    this.out = isJson ? terminal.err() : terminal.out();
  }

  /**
   * A line of the result.
   *
   * @param text one or more lines
   */
  public synchronized void say(String text) {
    stopWaiting();
    if (!isQuiet) {
      out.println(text);
    }
  }

  /**
   * A line that tells of success.
   *
   * @param text one or more lines
   */
  public void succeed(String text) {
    say(styled(GREEN, text));
  }

  /**
   * Something that does not stop the command.
   *
   * @param text one or more lines
   */
  public synchronized void warn(String text) {
    stopWaiting();
    if (!isQuiet) {
      terminal.err().println(styled(YELLOW, "Warning: ") + text);
    }
  }

  /**
   * Something that has failed; printed even if all else is quiet.
   *
   * @param text one or more lines
   */
  public synchronized void fail(String text) {
    stopWaiting();
    String[] lines = text.split("\n", 2);
    terminal.err().println(styled(RED, lines[0]));
    if (lines.length > 1) {
      terminal.err().println(lines[1]);
    }
  }

  /**
   * Shows that something is waited for, until the next line: with the time that it has taken, on a
   * terminal; else as a line.
   *
   * @param what what is waited for
   */
  public synchronized void await(String what) {
    stopWaiting();
    if (isQuiet) {
      return;
    }
    if (terminal.isStyled() && out == terminal.out()) {
      spinner = new Spinner(out, what);
    } else {
      out.println(what);
    }
  }

  /**
   * A heading.
   *
   * @param text its text
   * @return the text, bold where that can be shown
   */
  public String heading(String text) {
    return styled(BOLD, text);
  }

  private String styled(String style, String text) {
    return terminal.isStyled() ? style + text + PLAIN : text;
  }

  private void stopWaiting() {
    if (spinner != null) {
      spinner.close();
      spinner = null;
    }
  }

  /** Ends what moves. */
  @Override
  public synchronized void close() {
    stopWaiting();
    out.flush();
    terminal.err().flush();
  }
}
