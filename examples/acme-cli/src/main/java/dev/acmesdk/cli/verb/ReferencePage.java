package dev.acmesdk.cli.verb;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** All that the command knows of itself, in Markdown: a page of the documentation. */
final class ReferencePage {
  private static final Pattern FLAG = Pattern.compile("(?<![\\w-])--?[a-z][a-z0-9-]*");
  private static final String BEGINNING =
      """
      # All flags of acme

      What `acme VERB --help` shows, verb by verb. How the command is used, and what it ends with: [the command acme](command.md).
      This page is printed by `acme man --markdown`.

      ## Every verb

      These flags are known to each verb.
      """;

  private final StringBuilder page = new StringBuilder(BEGINNING);
  private final Set<String> common;

  private ReferencePage(List<CommandSpec> verbs) {
    common = new HashSet<>(names(verbs.get(0)));
    verbs.forEach(verb -> common.retainAll(names(verb)));
  }

  private static Set<String> names(CommandSpec verb) {
    return Manual.options(verb).stream().map(OptionSpec::longestName).collect(Collectors.toSet());
  }

  static String of(CommandSpec root) {
    List<CommandSpec> verbs = Manual.verbs(root);
    ReferencePage reference = new ReferencePage(verbs);
    reference.table(
        Manual.options(verbs.get(0)).stream()
            .filter(option -> reference.common.contains(option.longestName()))
            .map(ReferencePage::row)
            .toList());
    verbs.forEach(reference::verb);
    return reference.page.toString();
  }

  private void verb(CommandSpec verb) {
    page.append("\n## ").append(verb.name()).append("\n\n");
    page.append(text(String.join(" ", Manual.description(verb))));
    if (verb.aliases().length > 0) {
      page.append(" Also called `").append(String.join("`, `", verb.aliases())).append("`.");
    }
    page.append('\n');
    table(
        Stream.concat(
                verb.positionalParameters().stream().map(ReferencePage::row),
                Manual.options(verb).stream()
                    .filter(option -> !common.contains(option.longestName()))
                    .map(ReferencePage::row))
            .toList());
    footer(Manual.footer(verb));
  }

  private void table(List<String> rows) {
    if (!rows.isEmpty()) {
      page.append("\n| flag | meaning |\n|---|---|\n");
      rows.forEach(row -> page.append(row).append('\n'));
    }
  }

  private static String row(OptionSpec option) {
    return row(Manual.label(option), Manual.description(option));
  }

  private static String row(PositionalParamSpec parameter) {
    return row(parameter.paramLabel(), Manual.description(parameter));
  }

  private static String row(String label, String description) {
    return "| `%s` | %s |".formatted(label, text(description));
  }

  /** Commands are indented in the help; what is not is prose, or announces them. */
  private void footer(List<String> lines) {
    String prose =
        lines.stream()
            .filter(line -> !line.startsWith(" ") && !line.endsWith(":"))
            .collect(Collectors.joining(" "));
    if (!prose.isEmpty()) {
      page.append('\n').append(text(prose)).append('\n');
    }
    List<String> commands =
        lines.stream().filter(line -> line.startsWith(" ")).map(String::strip).toList();
    if (!commands.isEmpty()) {
      page.append("\n```sh\n").append(String.join("\n", commands)).append("\n```\n");
    }
  }

  private static String text(String text) {
    return FLAG.matcher(text.replace("|", "\\|").replace("<", "&lt;").replace("_", "\\_"))
        .replaceAll("`$0`");
  }
}
