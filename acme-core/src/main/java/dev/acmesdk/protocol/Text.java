package dev.acmesdk.protocol;

/** Text from a server, made fit for a log and a terminal. */
final class Text {
  private static final int MAX = 2_000;

  private Text() {}

  /**
   * Without control characters, which may move a cursor or fake a log line, and of bounded length.
   */
  static String clean(String text) {
    String bounded = text.length() <= MAX ? text : text.substring(0, MAX) + "…";
    return bounded.replaceAll("[\\p{Cntrl}\\p{Cf}\u2028\u2029]+", " ").strip();
  }
}
