package dev.acmesdk.ca;

import java.text.Normalizer;

/**
 * Whether what follows {@code xn--} can be decoded (RFC 3492 section 6.2), and is in the normal
 * form that RFC 5891 section 5.2 wants. The JDK's decoder knows only the names of IDNA2003.
 */
final class Punycode {
  private static final int BASE = 36;
  private static final int T_MIN = 1;
  private static final int T_MAX = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;

  private final StringBuilder output = new StringBuilder();
  private final String digits;
  private int position;
  private int points;
  private int codePoint = 128;
  private int index;
  private int bias = 72;

  private Punycode(String encoded) {
    int delimiter = encoded.lastIndexOf('-');
    digits = encoded.substring(delimiter + 1);
    output.append(encoded, 0, Math.max(delimiter, 0));
    points = output.length();
  }

  static boolean isValid(String encoded) {
    Punycode decoder = new Punycode(encoded);
    return encoded.lastIndexOf('-') != 0
        && decoder.decodes()
        && Normalizer.isNormalized(decoder.output, Normalizer.Form.NFC);
  }

  private boolean decodes() {
    while (position < digits.length()) {
      long delta = nextDelta();
      long place = index + delta;
      long reached = codePoint + place / (points + 1);
      if (delta < 0 || !isCharacter(reached)) {
        return false;
      }
      bias = adapt((int) delta, points + 1, isFirst());
      codePoint = (int) reached;
      index = (int) (place % (points + 1));
      output.insert(output.offsetByCodePoints(0, index), Character.toString(codePoint));
      points++;
      index++;
    }
    return true;
  }

  private static boolean isCharacter(long point) {
    return point <= Character.MAX_CODE_POINT
        && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
  }

  /** Nothing was decoded so far, only copied. */
  private boolean isFirst() {
    return output.chars().allMatch(c -> c < 128);
  }

  /** A generalized variable-length integer, or −1 if it breaks off or gets too large. */
  private long nextDelta() {
    long delta = 0;
    long weight = 1;
    for (int k = BASE; position < digits.length(); k += BASE) {
      int digit = digit(digits.charAt(position++));
      delta += digit * weight;
      int threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
      if (delta > Integer.MAX_VALUE) {
        return -1;
      }
      if (digit < threshold) {
        return delta;
      }
      weight *= BASE - threshold;
    }
    return -1;
  }

  private static int digit(char c) {
    return c >= 'a' ? c - 'a' : c - '0' + 26;
  }

  private static int adapt(int delta, int points, boolean first) {
    int scaled = first ? delta / DAMP : delta / 2;
    scaled += scaled / points;
    int k = 0;
    while (scaled > (BASE - T_MIN) * T_MAX / 2) {
      scaled /= BASE - T_MIN;
      k += BASE;
    }
    return k + (BASE - T_MIN + 1) * scaled / (scaled + SKEW);
  }
}
