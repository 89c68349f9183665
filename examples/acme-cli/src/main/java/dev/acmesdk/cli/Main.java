package dev.acmesdk.cli;

import dev.acmesdk.cli.output.Terminal;
import java.util.List;

/** The command {@code acme}. */
public final class Main {
  private Main() {}

  /**
   * Runs a command line, and ends the JVM with its exit status.
   *
   * @param args the words of the command line
   */
  public static void main(String[] args) {
    Terminal terminal = Terminal.system();
    try (StopRequest stop = StopRequest.listen(terminal)) {
      System.exit(stop.ending(new Program(terminal).run(List.of(args))));
    }
  }
}
