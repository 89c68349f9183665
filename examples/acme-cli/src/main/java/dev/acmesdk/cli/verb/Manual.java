package dev.acmesdk.cli.verb;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What {@code --help} shows, for those who show it in another way. */
final class Manual {
  private Manual() {}

  static List<CommandSpec> verbs(CommandSpec root) {
    return root.subcommands().values().stream()
        .distinct()
        .map(CommandLine::getCommandSpec)
        .filter(verb -> !verb.usageMessage().hidden())
        .toList();
  }

  static List<OptionSpec> options(CommandSpec verb) {
    return verb.options().stream()
        .sorted(Comparator.comparing(OptionSpec::longestName))
        .filter(option -> !option.hidden())
        .toList();
  }

  static List<String> description(CommandSpec verb) {
    return Stream.of(verb.usageMessage().description()).map(Manual::plain).toList();
  }

  static String description(ArgSpec argument) {
    return plain(String.join(" ", argument.description()))
        .replace("${DEFAULT-VALUE}", defaultOf(argument));
  }

  private static String defaultOf(ArgSpec argument) {
    Object value = argument.initialValue();
    return value == null ? "none" : String.valueOf(value);
  }

  /** All names of a flag, and what comes behind them. */
  static String label(OptionSpec option) {
    String value = option.arity().max() > 0 ? " " + option.paramLabel() : "";
    return String.join(", ", option.names()) + value;
  }

  /** The lines with the examples. */
  static List<String> footer(CommandSpec verb) {
    return Stream.of(verb.usageMessage().footer())
        .map(Manual::plain)
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static String plain(String text) {
    return Help.Ansi.OFF.string(text);
  }
}
