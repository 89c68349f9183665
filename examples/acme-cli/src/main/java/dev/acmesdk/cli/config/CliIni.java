package dev.acmesdk.cli.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options from {@code /etc/letsencrypt/cli.ini}, {@code $XDG_CONFIG_HOME/letsencrypt/cli.ini} and
 * the files of {@code -c}, the later ones first in rank; the command line outranks all. Options
 * that the verb does not have are passed over, since the files are for all verbs.
 */
public final class CliIni {
  /** Of the whole machine. */
  public static final Path SYSTEM = Path.of("/etc/letsencrypt/cli.ini");

  private final Map<String, String> options = new LinkedHashMap<>();

  private CliIni() {}

  /**
   * Reads the files.
   *
   * @param system the file of the whole machine: {@link #SYSTEM}
   * @param words the command line, which may name more of them
   * @param variables the environment variables
   * @return all that they say
   */
  public static CliIni read(Path system, List<String> words, Map<String, String> variables) {
    CliIni ini = new CliIni();
    List<Path> files = new ArrayList<>();
    files.add(system);
    String home = variables.getOrDefault("HOME", "/nonexistent");
    String xdg = variables.getOrDefault("XDG_CONFIG_HOME", "");
    files.add(Path.of(xdg.isBlank() ? home + "/.config" : xdg, "letsencrypt", "cli.ini"));
    files.addAll(named(words));
    files.forEach(file -> ini.options.putAll(IniFile.read(file)));
    return ini;
  }

  private static List<Path> named(List<String> words) {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith("--config=")) {
        files.add(Path.of(word.substring("--config=".length())));
      } else if ((word.equals("-c") || word.equals("--config")) && i + 1 < words.size()) {
        files.add(Path.of(words.get(i + 1)));
      }
    }
    return files;
  }

  /**
   * What the files say, as words of a command line.
   *
   * @param verb the verb
   * @param words the command line; what it says itself is left out
   * @return options of that verb
   */
  public List<String> wordsFor(CommandSpec verb, List<String> words) {
    List<String> all = new ArrayList<>();
    options.forEach(
        (key, value) -> {
          OptionSpec option = verb.findOption("--" + key);
          if (option != null && !areNamesForAnotherVerb(verb, key) && !isGiven(option, words)) {
            add(option, "--" + key, value, all);
          }
        });
    return all;
  }

  /** They are no reason to look at, or to change, some certificates only. */
  private static boolean areNamesForAnotherVerb(CommandSpec verb, String key) {
    return !verb.name().equals("certonly") && List.of("domain", "domains").contains(key);
  }

  private static boolean isGiven(OptionSpec option, List<String> words) {
    for (String name : option.names()) {
      for (String word : words) {
        if (word.equals(name)
            || word.startsWith(name + "=")
            || (name.length() == 2 && word.startsWith(name) && !word.startsWith("--"))) {
          return true;
        }
      }
    }
    return false;
  }

  private static void add(OptionSpec option, String flag, String value, List<String> all) {
    if (option.arity().max() > 0) {
      all.add(flag + "=" + value);
    } else if (List.of("true", "yes", "1", "on").contains(value.toLowerCase(Locale.ROOT))) {
      all.add(flag);
    }
  }
}
