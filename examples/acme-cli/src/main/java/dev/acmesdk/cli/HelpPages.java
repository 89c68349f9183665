package dev.acmesdk.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The texts of {@code --help}, which {@link HelpWriter} has put beside the classes: who asks for
 * help shall not wait until all verbs have been made with all their options.
 */
final class HelpPages {
  /** Where they are among the classes. */
  static final String DIRECTORY = "dev/acmesdk/cli/help";

  /** What the page of the command itself is called. */
  static final String ROOT = "acme";

  private static final Set<String> FLAGS = Set.of("-h", "--help");

  private HelpPages() {}

  /** The page, if the words ask for nothing else. */
  static Optional<String> askedFor(List<String> words, boolean isStyled) throws IOException {
    List<String> others = words.stream().filter(word -> !FLAGS.contains(word)).toList();
    boolean isAsked = others.size() == words.size() - 1 && others.size() <= 1;
    return isAsked ? page(others.isEmpty() ? ROOT : others.get(0), isStyled) : Optional.empty();
  }

  private static Optional<String> page(String word, boolean isStyled) throws IOException {
    if (!word.matches("[a-z_-]+")) {
      return Optional.empty();
    }
    try (InputStream in =
        HelpPages.class.getResourceAsStream("/" + DIRECTORY + "/" + file(word, isStyled))) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  static String file(String word, boolean isStyled) {
    return word + (isStyled ? ".styled" : ".plain");
  }
}
