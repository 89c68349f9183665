package dev.acmesdk.storage;

import org.jspecify.annotations.Nullable;

/**
 * What nearly all lines of renewal files are: a key of letters, digits and underscores at the very
 * beginning, an equals sign, and one value without quotes; or such a word in brackets. They are
 * read without the regular expressions and the many steps that the whole syntax takes, which is
 * longer than all else when thousands of files are read.
 */
final class PlainLine {
  private static final String UNUSUAL = "'\",#";

  private PlainLine() {}

  /** What a line of a text says; {@code null} if anything about it is unusual. */
  static ConfigLine.@Nullable Entry entry(String text, int from, int to) {
    int key = from;
    while (key < to && isOfKey(text.charAt(key))) {
      key++;
    }
    int equals = afterBlanks(text, key, to);
    if (key == from || equals == to || text.charAt(equals) != '=') {
      return null;
    }
    int start = afterBlanks(text, equals + 1, to);
    int end = valueEnd(text, start, to);
    return end <= start
        ? null
        : new ConfigLine.Entry(
            text.substring(from, key),
            ConfigValue.of(text.substring(start, end)),
            start - from,
            end - from);
  }

  /** Whether the line that begins there is empty or a comment, without a blank before it. */
  static boolean saysNothing(String text, int from) {
    return text.charAt(from) == '#' || text.charAt(from) == '\n';
  }

  /** The section that the line opens, not within another one; {@code null} if it is unusual. */
  static @Nullable String section(String line) {
    int end = 1;
    while (end < line.length() && isOfKey(line.charAt(end))) {
      end++;
    }
    boolean isHeader = end > 1 && line.charAt(0) == '[' && line.startsWith("]", end);
    return isHeader && isEnd(line, end + 1, line.length()) ? line.substring(1, end) : null;
  }

  private static boolean isEnd(String text, int i, int to) {
    return i == to || (i == to - 1 && text.charAt(i) == '\n');
  }

  /** Behind the value's last character; -1 if there is something that it takes more to read. */
  private static int valueEnd(String text, int start, int to) {
    int end = start;
    int i = start;
    while (i < to && isOfValue(text.charAt(i))) {
      end = text.charAt(i) == ' ' ? end : i + 1;
      i++;
    }
    return isEnd(text, i, to) ? end : -1;
  }

  private static boolean isOfKey(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  private static boolean isOfValue(char c) {
    return c >= ' ' && c <= '~' && UNUSUAL.indexOf(c) < 0;
  }

  private static int afterBlanks(String text, int from, int to) {
    int i = from;
    while (i < to && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    return i;
  }
}
