package dev.acmesdk.storage;

import java.util.ArrayList;
import java.util.List;

/**
 * A value in ConfigObj's syntax: one text, or a list of texts. It has quotes of two kinds, and
 * triple ones for texts with a line end or with both kinds; there are no escapes.
 *
 * @param items the texts, of which a plain value has exactly one
 * @param isList whether it is a list; a list may have any number of items
 */
record ConfigValue(List<String> items, boolean isList) {
  private static final String BLANKS_AND_QUOTES = " \r\n\u000b\t'\"";

  /** What ends a line for Python, so for Certbot, but cannot be quoted. */
  private static final String UNQUOTABLE = "\r\u000b\f\u001c\u001d\u001e\u0085\u2028\u2029";

  ConfigValue {
    items = List.copyOf(items);
  }

  static ConfigValue of(String text) {
    return new ConfigValue(List.of(text), false);
  }

  /** A list from its items, separated by commas; empty items are left out. */
  static ConfigValue listOf(String commaSeparated) {
    List<String> items = new ArrayList<>();
    for (String item : commaSeparated.split(",", -1)) {
      if (!item.isBlank()) {
        items.add(item.strip());
      }
    }
    return new ConfigValue(items, true);
  }

  /** The value as Certbot's code sees a plain one. */
  String text() {
    return items.size() == 1 ? items.get(0) : String.join(",", items);
  }

  /**
   * The text that goes behind the equals sign.
   *
   * @throws IllegalArgumentException if the syntax cannot express the value
   */
  String quoted() {
    if (!isList) {
      return quoted(items.get(0), true);
    }
    if (items.isEmpty()) {
      return ",";
    }
    List<String> quoted = items.stream().map(item -> quoted(item, false)).toList();
    return quoted.size() == 1 ? quoted.get(0) + "," : String.join(", ", quoted);
  }

  private static String quoted(String text, boolean mayBeTriple) {
    refuseWhatCannotBeWritten(text);
    boolean bothQuotes = text.contains("'") && text.contains("\"");
    if (text.contains("\n") || (bothQuotes && (mayBeTriple || !isPlain(text)))) {
      if (!mayBeTriple) {
        throw unquotable(text);
      }
      return triple(text);
    }
    return isPlain(text) ? text : single(text);
  }

  private static boolean isPlain(String text) {
    return !text.isEmpty()
        && !text.contains(",")
        && !text.contains("#")
        && BLANKS_AND_QUOTES.indexOf(text.charAt(0)) < 0
        && BLANKS_AND_QUOTES.indexOf(text.charAt(text.length() - 1)) < 0;
  }

  private static String single(String text) {
    String quote = text.contains("\"") ? "'" : "\"";
    return quote + text + quote;
  }

  private static String triple(String text) {
    String quote = text.contains("'''") || text.endsWith("'") ? "\"\"\"" : "'''";
    if (text.contains(quote) || text.endsWith(quote.substring(2))) {
      throw unquotable(text);
    }
    return quote + text + quote;
  }

  private static void refuseWhatCannotBeWritten(String text) {
    boolean interpolated = ConfigFile.INTERPOLATION.matcher(text).find();
    if (interpolated || text.chars().anyMatch(c -> UNQUOTABLE.indexOf(c) >= 0)) {
      throw unquotable(text);
    }
  }

  private static IllegalArgumentException unquotable(String text) {
    return new IllegalArgumentException(
        "A renewal file cannot hold the value \"%s\"; put it into a script of its own"
            .formatted(text.replaceAll("\\p{Cntrl}", "?")));
  }
}
