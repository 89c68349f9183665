package dev.acmesdk.protocol;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Foreign text, made fit for a message, a log and a terminal. */
final class Text {
  private static final int MAX = 2_000;
  private static final int MAX_SHOWN = 100;

  /** Controls, which may move a cursor or fake a log line, and halves of characters. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private static final Pattern UNSEEN_RUN = Pattern.compile(UNSEEN.pattern() + "+");

  private Text() {}

  /** What a server says: without invisible characters, and of bounded length. */
  static String clean(String text) {
    return UNSEEN_RUN.matcher(bounded(text, MAX)).replaceAll(" ").strip();
  }

  static List<String> cleanAll(List<String> texts) {
    return texts.stream().map(Text::clean).toList();
  }

  static Map<String, String> cleanAll(Map<String, String> texts) {
    Map<String, String> clean = new HashMap<>();
    texts.forEach((name, text) -> clean.put(clean(name), clean(text)));
    return Map.copyOf(clean);
  }

  /** What a user wrote: short, and with a mark at each character that cannot be seen. */
  static String shown(String text) {
    return UNSEEN.matcher(bounded(text, MAX_SHOWN)).replaceAll("\uFFFD");
  }

  private static String bounded(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    return text.substring(0, end) + "…";
  }
}
