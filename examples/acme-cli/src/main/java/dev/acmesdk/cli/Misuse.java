package dev.acmesdk.cli;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line that cannot be understood, and what may have been meant. */
final class Misuse {
  private Misuse() {}

  /**
   * Explains it.
   *
   * @param verbs all that there are, since the command line knows only those that it needs
   */
  static String explain(ParameterException e, Collection<CommandLine> verbs) {
    if (!(e instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return String.valueOf(e.getMessage());
    }
    String word = unmatched.getUnmatched().get(0);
    CommandLine verb = e.getCommandLine();
    if (!word.startsWith("-")) {
      return verb.getParent() == null
          ? "\"%s\" is no verb.%s".formatted(word, meant(word, verb.getSubcommands().keySet()))
          : "\"%s\" is not expected here.".formatted(word);
    }
    String flag = word.replaceFirst("=.*", "");
    List<String> others = verbsWith(flag, verbs);
    if (verb.getParent() == null && !others.isEmpty()) {
      return "No verb was given. %s belongs to %s.".formatted(flag, String.join(", ", others));
    }
    if (!others.isEmpty()) {
      return "%s is no option of %s; it is one of %s."
          .formatted(flag, verb.getCommandName(), String.join(", ", others));
    }
    return "%s is unknown.%s".formatted(flag, meant(flag, flags(verb)));
  }

  private static List<String> verbsWith(String flag, Collection<CommandLine> verbs) {
    return verbs.stream()
        .distinct()
        .filter(verb -> verb.getCommandSpec().findOption(flag) != null)
        .map(CommandLine::getCommandName)
        .sorted()
        .toList();
  }

  private static Collection<String> flags(CommandLine verb) {
    Collection<CommandLine> lines =
        verb.getParent() == null ? verb.getSubcommands().values() : List.of(verb);
    return lines.stream()
        .flatMap(line -> line.getCommandSpec().options().stream())
        .flatMap(option -> List.of(option.names()).stream())
        .collect(Collectors.toSet());
  }

  /** The nearest ones, if they are near. */
  static String meant(String word, Collection<String> known) {
    TreeMap<Integer, List<String>> byDistance =
        new TreeMap<>(known.stream().collect(Collectors.groupingBy(one -> distance(word, one))));
    Map.Entry<Integer, List<String>> nearest = byDistance.firstEntry();
    return nearest == null || nearest.getKey() > Math.max(2, word.length() / 3)
        ? ""
        : " Did you mean %s?"
            .formatted(nearest.getValue().stream().sorted().collect(Collectors.joining(" or ")));
  }

  /** How many letters have to be added, left out or changed. */
  static int distance(String one, String other) {
    int[] before = new int[other.length() + 1];
    for (int j = 0; j < before.length; j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[before.length];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(before[j - 1] + change, 1 + Math.min(before[j], row[j - 1]));
      }
      before = row;
    }
    return before[other.length()];
  }
}
