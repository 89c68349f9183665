package dev.acmesdk.cli.verb;

import java.util.Comparator;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** All that the command knows of itself, in the language of man(7). */
final class ManPage {
  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  static String of(CommandSpec root) {
    ManPage man = new ManPage();
    man.line(".TH ACME 1");
    man.section("NAME");
    man.text("acme - TLS certificates from any ACME CA, with the flags and files of Certbot");
    man.section("SYNOPSIS");
    man.line(".B acme");
    man.text("VERB [OPTIONS]");
    man.section("VERBS");
    root.subcommands().values().stream()
        .distinct()
        .map(CommandLine::getCommandSpec)
        .filter(verb -> !verb.usageMessage().hidden())
        .forEach(man::verb);
    man.section("EXIT STATUS");
    man.text("0: done, or nothing to do. 1: failed. 2: the command line cannot be understood.");
    man.text("3: nothing was due, with renew --detailed-exit-codes.");
    return man.page.toString();
  }

  private void verb(CommandSpec verb) {
    line(".SS " + escaped("acme " + verb.name()));
    for (String line : verb.usageMessage().description()) {
      text(line);
    }
    verb.options().stream()
        .sorted(Comparator.comparing(OptionSpec::longestName))
        .forEach(this::option);
    List<String> footer = List.of(verb.usageMessage().footer());
    if (!footer.isEmpty()) {
      line(".PP");
      line(".nf");
      footer.stream().filter(line -> !line.isBlank()).forEach(this::text);
      line(".fi");
    }
  }

  private void option(OptionSpec option) {
    line(".TP");
    String label = option.arity().max() > 0 ? " " + option.paramLabel() : "";
    line(".B " + escaped(String.join(", ", option.names()) + label));
    text(String.join(" ", option.description()).replace("${DEFAULT-VALUE}", defaultOf(option)));
  }

  private static String defaultOf(OptionSpec option) {
    Object value = option.initialValue();
    return value == null ? "none" : String.valueOf(value);
  }

  private void section(String title) {
    line(".SH " + title);
  }

  private void text(String text) {
    String plain = Help.Ansi.OFF.string(text);
    line(plain.startsWith(".") || plain.startsWith("'") ? "\\&" + escaped(plain) : escaped(plain));
  }

  private void line(String line) {
    page.append(line).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-");
  }
}
