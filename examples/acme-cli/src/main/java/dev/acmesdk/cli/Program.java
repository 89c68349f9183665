package dev.acmesdk.cli;

import dev.acmesdk.cli.config.CliIni;
import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.verb.Verbs;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Understands a command line, and runs its verb. */
final class Program {
  private final Terminal terminal;
  private final Path systemOptions;

  Program(Terminal terminal) {
    this(terminal, CliIni.SYSTEM);
  }

  Program(Terminal terminal, Path systemOptions) {
    this.terminal = terminal;
    this.systemOptions = systemOptions;
  }

  /** What there is without a verb. */
  @Command(
      name = "acme",
      mixinStandardHelpOptions = false,
      versionProvider = Version.class,
      synopsisHeading = "Usage: ",
      customSynopsis = "acme VERB [OPTIONS]   (acme VERB --help shows the options of a verb)%n",
      description = "TLS certificates from any ACME CA, with the flags and files of Certbot.",
      commandListHeading = "%nVerbs:%n",
      optionListHeading = "%nOptions:%n")
  static final class Root {
    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Show this help.")
    boolean helpRequested;

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    boolean versionRequested;
  }

  /** Runs a command line. */
  int run(List<String> words) {
    if (words.equals(List.of(Rehearsal.WORD))) {
      return Rehearsal.run(terminal.out());
    }
    List<String> arranged = Words.arrange(words, Verbs.names()).words();
    CommandLine line = commandLine(arranged.isEmpty() ? null : arranged.get(0));
    try {
      return line.execute(withFiles(line, arranged).toArray(String[]::new));
    } catch (CommandFailure e) {
      terminal.err().println(e.getMessage());
      return e.status().code();
    }
  }

  /** The words of files come first, so that those of the command line have the last say. */
  private List<String> withFiles(CommandLine line, List<String> words) {
    CommandLine verb = words.isEmpty() ? null : line.getSubcommands().get(words.get(0));
    if (verb == null) {
      return words;
    }
    List<String> all = new ArrayList<>(words);
    CliIni files = CliIni.read(systemOptions, words, terminal.variables());
    all.addAll(1, files.wordsFor(verb.getCommandSpec(), words));
    return all;
  }

  /** All verbs that the first word makes necessary. */
  CommandLine commandLine(@Nullable String word) {
    CommandLine line = new CommandLine(new Root());
    Verbs.neededFor(word, terminal).forEach(line::addSubcommand);
    line.setOut(new PrintWriter(terminal.out(), true, Charset.defaultCharset()));
    line.setErr(new PrintWriter(terminal.err(), true, Charset.defaultCharset()));
    line.setOverwrittenOptionsAllowed(true);
    line.setUsageHelpAutoWidth(false);
    line.setColorScheme(new ColorScheme.Builder(terminal.isStyled() ? Ansi.ON : Ansi.OFF).build());
    line.setParameterExceptionHandler(this::explain);
    return line;
  }

  private int explain(ParameterException e, String[] args) {
    String name = e.getCommandLine().getCommandName();
    terminal
        .err()
        .println("acme: error: " + Misuse.explain(e, commandLine(null).getSubcommands().values()));
    terminal.err().println("See: acme %s--help".formatted(name.equals("acme") ? "" : name + " "));
    return ExitStatus.USAGE.code();
  }
}
