package dev.acmesdk.storage;

/**
 * The keys that nearly all lines of renewal files have: letters, digits and underscores at the very
 * beginning. They are found without the regular expression for all keys, which takes longer than
 * all else when thousands of files are read.
 */
final class PlainKey {
  private PlainKey() {}

  /** How long the key is; 0 if it is not plain, or something about the line is unusual. */
  static int length(String line) {
    int end = 0;
    while (end < line.length() && isPlain(line.charAt(end))) {
      end++;
    }
    int equals = afterBlanks(line, end);
    boolean isFollowed = equals < line.length() && line.charAt(equals) == '=';
    return isFollowed && !breaks(line, equals) ? end : 0;
  }

  /** Where the value begins behind such a key. */
  static int valueStart(String line, int keyLength) {
    return afterBlanks(line, afterBlanks(line, keyLength) + 1);
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  private static int afterBlanks(String line, int from) {
    int i = from;
    while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
      i++;
    }
    return i;
  }

  /** What ends a line for a regular expression. */
  private static boolean breaks(String line, int from) {
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029') {
        return true;
      }
    }
    return false;
  }
}
