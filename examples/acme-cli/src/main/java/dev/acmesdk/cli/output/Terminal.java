package dev.acmesdk.cli.output;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.Map;

/**
 * Where the command is run: its streams, whether a human sits there, the environment variables and
 * the clock. Everything that would be global otherwise, so that tests can have it their way.
 *
 * @param out where results go
 * @param err where errors and warnings go
 * @param in where answers come from
 * @param isInteractive whether a human can see and answer
 * @param variables the environment variables
 * @param clock the clock to go by
 */
public record Terminal(
    PrintStream out,
    PrintStream err,
    BufferedReader in,
    boolean isInteractive,
    Map<String, String> variables,
    Clock clock) {

  /**
   * The one that this process was started at.
   *
   * @return standard input and outputs
   */
  public static Terminal system() {
    return new Terminal(
        System.out,
        System.err,
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
        isTerminal(System.console()),
        System.getenv(),
        Clock.systemUTC());
  }

  /** From Java 22 on there is a console even without a terminal, and a method that tells. */
  private static boolean isTerminal(@org.jspecify.annotations.Nullable Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /**
   * Whether colours and moving lines are welcome: on a terminal that knows them, unless {@code
   * NO_COLOR} is set to something.
   *
   * @return {@code true} if escape sequences may be printed
   */
  public boolean isStyled() {
    return isInteractive
        && variables.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(variables.get("TERM"));
  }

  /**
   * Asks a human.
   *
   * @param question what to print before the answer
   * @return the answer without blanks around it; empty if the input has ended
   */
  public String ask(String question) {
    out.print(question);
    out.flush();
    try {
      String answer = in.readLine();
      return answer == null ? "" : answer.strip();
    } catch (IOException e) {
      throw new UncheckedIOException("The answer cannot be read: " + e.getMessage(), e);
    }
  }
}
