package dev.acmesdk.storage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what stands behind an equals sign: a value, then perhaps a comment. */
final class ConfigValueReader {
  private final String text;
  private final List<String> items = new ArrayList<>();
  private boolean isList;
  private int position;
  private int length;

  /**
   * Reads a text that begins with the value.
   *
   * @throws IllegalArgumentException if it is none; the message goes on after "line 7 "
   */
  ConfigValueReader(String text) {
    this.text = text;
    if (tripleQuote(text) == null) {
      readItems();
    } else {
      readTriple();
    }
    if (items.isEmpty() && !isList) {
      items.add("");
    }
  }

  ConfigValue value() {
    return new ConfigValue(items, isList);
  }

  /** How much of the text is the value. */
  int length() {
    return length;
  }

  /** Whether the text begins with triple quotes and they are not closed in it. */
  static boolean isOpen(String text) {
    String quote = tripleQuote(text);
    return quote != null && text.indexOf(quote, quote.length()) < 0;
  }

  private static @Nullable String tripleQuote(String text) {
    return text.startsWith("'''") || text.startsWith("\"\"\"") ? text.substring(0, 3) : null;
  }

  private void readTriple() {
    String quote = text.substring(0, 3);
    int end = text.indexOf(quote, 3);
    // A text may end with the character that its quotes are made of.
    while (end >= 0 && !isEndOrComment(end + 3)) {
      end = text.indexOf(quote, end + 1);
    }
    if (end < 0) {
      throw new IllegalArgumentException("has something behind the closing quotes");
    }
    items.add(text.substring(3, end).replace("\r\n", "\n"));
    length = end + 3;
  }

  private void readItems() {
    skipBlanks();
    while (!isEndOrComment(position)) {
      if (text.charAt(position) == ',') {
        readLoneComma();
        return;
      }
      items.add(isQuote(text.charAt(position)) ? readQuoted() : readPlain());
      length = position;
      skipBlanks();
      if (!isEndOrComment(position)) {
        position++; // a comma: nothing else ends an item
        isList = true;
        length = position;
        skipBlanks();
      }
    }
  }

  private void readLoneComma() {
    if (isList || !items.isEmpty() || !isEndOrComment(position + 1)) {
      throw new IllegalArgumentException("has a list with an empty item");
    }
    isList = true;
    length = position + 1;
  }

  private String readQuoted() {
    char quote = text.charAt(position);
    int start = position + 1;
    for (int end = text.indexOf(quote, start); end >= 0; end = text.indexOf(quote, end + 1)) {
      if (isEndOrComment(end + 1) || text.substring(end + 1).stripLeading().startsWith(",")) {
        position = end + 1;
        return text.substring(start, end);
      }
    }
    throw new IllegalArgumentException(
        "has a quote that is not closed before the end of the value");
  }

  private String readPlain() {
    int start = position;
    while (position < text.length() && ",#".indexOf(text.charAt(position)) < 0) {
      position++;
    }
    String item = text.substring(start, position).stripTrailing();
    position = start + item.length();
    return item;
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  private void skipBlanks() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private boolean isEndOrComment(int from) {
    int i = from;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i == text.length() || text.charAt(i) == '#';
  }
}
