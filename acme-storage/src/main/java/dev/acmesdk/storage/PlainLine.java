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

  /** What the line says; {@code null} if anything about it is unusual. */
  static ConfigLine.@Nullable Entry entry(String line) {
    int key = 0;
    while (key < line.length() && isOfKey(line.charAt(key))) {
      key++;
    }
    int equals = afterBlanks(line, key);
    if (key == 0 || equals == line.length() || line.charAt(equals) != '=') {
      return null;
    }
    int start = afterBlanks(line, equals + 1);
    int end = valueEnd(line, start);
    return end <= start
        ? null
        : new ConfigLine.Entry(
            line.substring(0, key), ConfigValue.of(line.substring(start, end)), start, end);
  }

  /** The section that the line opens, not within another one; {@code null} if it is unusual. */
  static @Nullable String section(String line) {
    int end = 1;
    while (end < line.length() && isOfKey(line.charAt(end))) {
      end++;
    }
    boolean isHeader = end > 1 && line.charAt(0) == '[' && line.startsWith("]", end);
    return isHeader && isEnd(line, end + 1) ? line.substring(1, end) : null;
  }

  private static boolean isEnd(String line, int i) {
    return i == line.length() || (line.charAt(i) == '\n' && i == line.length() - 1);
  }

  /** Behind the value's last character; -1 if there is something that it takes more to read. */
  private static int valueEnd(String line, int start) {
    int end = start;
    int i = start;
    while (i < line.length() && isOfValue(line.charAt(i))) {
      end = line.charAt(i) == ' ' ? end : i + 1;
      i++;
    }
    return isEnd(line, i) ? end : -1;
  }

  private static boolean isOfKey(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  private static boolean isOfValue(char c) {
    return c >= ' ' && c <= '~' && UNUSUAL.indexOf(c) < 0;
  }

  private static int afterBlanks(String line, int from) {
    int i = from;
    while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
      i++;
    }
    return i;
  }
}
