package dev.acmesdk.hook;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The system's shell: how it is started, and which programs it finds. */
final class Shell {
  static final String PATH = "PATH";

  private static final boolean IS_WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  /** Where servers and their tools are; a cron job's path often lacks them. */
  private static final List<String> PLACES =
      IS_WINDOWS ? List.of() : List.of("/usr/sbin", "/usr/local/bin", "/usr/local/sbin");

  /**
   * What a hook is told by its caller. A program that is a hook itself must not hand its own on.
   */
  private static final List<String> TOLD =
      List.of(
          "RENEWED_LINEAGE",
          "RENEWED_DOMAINS",
          "FAILED_DOMAINS",
          "CERTBOT_DOMAIN",
          "CERTBOT_IDENTIFIER",
          "CERTBOT_VALIDATION",
          "CERTBOT_TOKEN",
          "CERTBOT_ALL_DOMAINS",
          "CERTBOT_ALL_IDENTIFIERS",
          "CERTBOT_REMAINING_CHALLENGES",
          "CERTBOT_AUTH_OUTPUT");

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./,:=@%+-]+");
  private static final String SINGLE_QUOTE = "'";

  private Shell() {}

  /** A process with variables of its own. */
  static ProcessBuilder process(String line, Map<String, String> variables) {
    ProcessBuilder process = new ProcessBuilder(words(line));
    adapt(process.environment());
    process.environment().putAll(variables);
    return process;
  }

  /** Makes of the environment of this process one for a command. */
  static void adapt(Map<String, String> environment) {
    TOLD.forEach(environment::remove);
    if (!IS_WINDOWS) { // which may write it in another way
      environment.put(PATH, searchPath(environment.getOrDefault(PATH, "")));
    }
  }

  private static List<String> words(String line) {
    // With /s, cmd takes off the outer quotes, and nothing else.
    return IS_WINDOWS
        ? List.of("cmd", "/s", "/c", '"' + line + '"')
        : List.of("/bin/sh", "-c", line);
  }

  private static String searchPath(String inherited) {
    List<String> known = Arrays.asList(inherited.split(File.pathSeparator, -1));
    return Stream.concat(
            Stream.of(inherited).filter(path -> !path.isEmpty()),
            PLACES.stream().filter(place -> !known.contains(place)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The program that a command line begins with. */
  static String program(String line) {
    String start = line.strip();
    char quote = start.charAt(0);
    int end = quote == '\'' || quote == '"' ? start.indexOf(quote, 1) : -1;
    return end > 0 ? start.substring(1, end) : start.split("\\s", 2)[0];
  }

  /** Whether a program's path, or its name in the search path, leads to something to be run. */
  static boolean finds(String program, Map<String, String> variables) {
    try {
      if (Path.of(program).getNameCount() != 1 || Path.of(program).isAbsolute()) {
        return isExecutable(Path.of(program));
      }
      String path = variables.getOrDefault(PATH, searchPath(inheritedPath()));
      return Arrays.stream(path.split(File.pathSeparator, -1))
          .flatMap(place -> endings().map(ending -> Path.of(place, program + ending)))
          .anyMatch(Shell::isExecutable);
    } catch (InvalidPathException e) {
      return false; // what is no path leads nowhere
    }
  }

  private static String inheritedPath() {
    return Objects.requireNonNullElse(System.getenv(PATH), "");
  }

  private static Stream<String> endings() {
    return IS_WINDOWS ? Stream.of("", ".exe", ".cmd", ".bat", ".com") : Stream.of("");
  }

  static boolean isExecutable(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  /** A path as one word of a command line. */
  static String word(Path path) {
    return word(path.toString());
  }

  /** A text as one word of a command line. Most are one already, and stay what people write. */
  static String word(String text) {
    if (PLAIN.matcher(text).matches()) {
      return text;
    }
    return IS_WINDOWS
        ? '"' + text + '"'
        : SINGLE_QUOTE + text.replace(SINGLE_QUOTE, "'\\''") + SINGLE_QUOTE;
  }
}
