package dev.acmesdk.cli.verb;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The command line as it may stand in a log. */
final class Secretless {
  private static final Set<String> SECRET = Set.of("--eab-hmac-key");

  private Secretless() {}

  static String options(CommandSpec spec) {
    ParseResult parsed = spec.commandLine().getParseResult();
    TreeMap<String, Object> shown = new TreeMap<>();
    for (ArgSpec matched : parsed.matchedArgs()) {
      if (matched instanceof OptionSpec option) {
        String name = option.longestName();
        List<String> values = option.stringValues();
        shown.put(name, SECRET.contains(name) ? "(not shown)" : values);
      }
    }
    return shown.toString();
  }
}
