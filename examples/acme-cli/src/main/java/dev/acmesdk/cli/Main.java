package dev.acmesdk.cli;

import dev.acmesdk.cli.output.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The command {@code acme}. */
public final class Main {
  private Main() {}

  /**
   * Runs a command line, and ends the JVM with its exit status.
   *
   * @param args the words of the command line
   * @throws IOException if the command's own jar cannot be read
   */
  public static void main(String[] args) throws IOException {
    Terminal terminal = Terminal.system();
    Optional<String> help = HelpPages.askedFor(List.of(args), terminal.isStyled());
    if (help.isPresent()) {
      terminal.out().print(help.get());
      return;
    }
    try (StopRequest stop = StopRequest.listen(terminal)) {
      System.exit(stop.ending(new Program(terminal).run(List.of(args))));
    }
  }
}
