package dev.acmesdk.hook;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The first and the last part of what a command prints, in bounded memory however much it is. */
final class Excerpt {
  private static final int PART = 16 * 1024;

  /** Colours and the like. */
  private static final Pattern ESCAPES =
      Pattern.compile("\\x1B(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\x07\\x1B]*(?:\\x07|\\x1B\\\\))");

  private static final Pattern LINE_ENDS = Pattern.compile("\\r\\n?");

  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\\n\\t]]");

  /** Half a character, where the text was cut. */
  private static final String HALF = "\uFFFD+";

  private final byte[] first = new byte[PART];
  private final byte[] last = new byte[PART];
  private long count;

  void add(byte[] bytes, int length) {
    for (int i = 0; i < length; i++, count++) {
      if (count < PART) {
        first[(int) count] = bytes[i];
      } else {
        last[(int) (count % PART)] = bytes[i];
      }
    }
  }

  /** What there is, fit to be shown. */
  String text() {
    return clean(count <= 2 * PART ? whole() : parts());
  }

  private String whole() {
    byte[] all = new byte[(int) count];
    System.arraycopy(first, 0, all, 0, (int) Math.min(count, PART));
    if (count > PART) {
      System.arraycopy(last, 0, all, PART, (int) count - PART);
    }
    return new String(all, StandardCharsets.UTF_8);
  }

  private String parts() {
    int start = (int) (count % PART);
    byte[] end = new byte[PART];
    System.arraycopy(last, start, end, 0, PART - start);
    System.arraycopy(last, 0, end, PART - start, start);
    return new String(first, StandardCharsets.UTF_8).replaceFirst(HALF + "$", "")
        + "\n… %,d octets left out …\n".formatted(count - 2 * PART)
        + new String(end, StandardCharsets.UTF_8).replaceFirst("^" + HALF, "");
  }

  /** Without what moves a cursor or fakes something; lines stay lines. */
  static String clean(String text) {
    String lines = LINE_ENDS.matcher(ESCAPES.matcher(text).replaceAll("")).replaceAll("\n");
    return UNSEEN.matcher(lines).replaceAll(" ").strip();
  }
}
