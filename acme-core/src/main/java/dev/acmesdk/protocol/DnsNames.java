package dev.acmesdk.protocol;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/** From what people write to what RFC 8555 section 7.1.3 wants, or a reason why not. */
final class DnsNames {
  /** Far more than any name has before it is encoded; encoding takes time by the square of it. */
  private static final int MAX_WRITTEN = 1_000;

  private static final int MAX_NAME = 253;
  private static final int MAX_LABEL = 63;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  /** IDNA2003, which the JDK speaks, maps these to other names; IDNA2008 keeps them. */
  private static final Pattern DEVIATIONS = Pattern.compile("[\u00df\u1e9e\u03c2\u200c\u200d]");

  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Z}]");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

  private DnsNames() {}

  static String normalize(String written) {
    if (isPlain(written)) {
      return written;
    }
    if (written.isBlank()) {
      throw new IllegalArgumentException(
          "The name is empty. Give a domain name such as example.com.");
    }
    checkLength(written, written.length(), MAX_WRITTEN);
    refuseWhatIsNoName(written);
    refuseOddCharacters(written);
    boolean wildcard = written.startsWith("*.");
    String base = toAscii(written, wildcard ? written.substring(2) : written);
    if (base.endsWith(".")) {
      base = base.substring(0, base.length() - 1);
    }
    checkLabels(written, base, wildcard);
    return wildcard ? "*." + base : base;
  }

  /**
   * Whether it is what nearly all names are: at least two labels of lower-case letters, digits and
   * inner hyphens, of which the last one begins with a letter. Nothing has to be done to it, nor
   * loaded: what the JDK needs to know for names in other scripts takes longer than the rest of a
   * short program's checks.
   */
  private static boolean isPlain(String written) {
    int start = 0;
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c == '.' && isLabel(written, start, i)) {
        start = i + 1;
      } else if (!isLetter(c) && !isDigit(c) && c != '-') {
        return false;
      }
    }
    return start > 0
        && written.length() <= MAX_NAME
        && isLabel(written, start, written.length())
        && isLetter(written.charAt(start));
  }

  private static boolean isLabel(String name, int start, int end) {
    return end > start
        && end - start <= MAX_LABEL
        && name.charAt(start) != '-'
        && name.charAt(end - 1) != '-';
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static void refuseWhatIsNoName(String written) {
    if (written.contains("://") || written.contains("/")) {
      throw invalid(written, "is a URL", "Give the host name alone");
    }
    if (IPV4.matcher(written).matches() || written.chars().filter(c -> c == ':').count() > 1) {
      throw invalid(
          written,
          "is an IP address, not a domain name",
          "Ask for it with Identifier.ip(…), and only from a CA that issues for addresses");
    }
    if (written.contains("@")) {
      throw invalid(written, "is an e-mail address", "Give the domain name alone");
    }
    if (written.contains(":")) {
      throw invalid(written, "has a port", "Certificates are for names; give the host name alone");
    }
  }

  private static void refuseOddCharacters(String written) {
    if (DEVIATIONS.matcher(written).find()) {
      throw invalid(
          written,
          "has a character (ß, ς or a zero-width joiner) that two versions of the IDNA standard encode differently",
          "Give the name in its A-label form (xn--…), as your registrar shows it");
    }
    if (INVISIBLE.matcher(written).find()) {
      throw invalid(written, "has white space or an invisible character in it", "Remove it");
    }
  }

  private static String toAscii(String written, String base) {
    try {
      return IDN.toASCII(base, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return checkedAscii(written, base);
    }
  }

  /** IDN gives one message for all faults; find out which it is. */
  private static String checkedAscii(String written, String base) {
    boolean ascii = base.chars().allMatch(c -> c < 128);
    if (ascii) {
      return base.toLowerCase(Locale.ROOT);
    }
    throw invalid(
        written,
        "cannot be encoded as an internationalized name",
        "Check for characters that are not allowed in names, and for labels that get too long");
  }

  private static void checkLength(String written, int length, int max) {
    if (length > max) {
      throw invalid(
          written,
          "has %d characters; a name has at most %d".formatted(length, MAX_NAME),
          "Use a shorter name");
    }
  }

  private static void checkLabels(String written, String base, boolean wildcard) {
    checkLength(written, wildcard ? base.length() + "*.".length() : base.length(), MAX_NAME);
    String[] labels = base.split("\\.", -1);
    for (String label : labels) {
      checkLabel(written, label);
    }
    if (labels.length < 2) {
      throw wildcard ? tooWide(written) : unqualified(written, base);
    }
    String last = labels[labels.length - 1];
    if (NUMBER.matcher(last).matches()) {
      throw invalid(
          written,
          "ends in the number " + last + ", as no domain name does",
          "If it is an IP address, ask for it with Identifier.ip(…)");
    }
  }

  private static IllegalArgumentException unqualified(String written, String base) {
    return invalid(
        written,
        "has a single label; public CAs issue only for names below a public suffix",
        "Give the fully qualified name, such as " + base + ".example.com");
  }

  private static IllegalArgumentException tooWide(String written) {
    return invalid(
        written,
        "has a single label after the asterisk; public CAs issue only for names below a public suffix",
        "Give a name of your own, such as *.example.com");
  }

  private static void checkLabel(String written, String label) {
    if (label.isEmpty()) {
      throw invalid(written, "has an empty label", "Check for doubled, leading or trailing dots");
    }
    if (label.length() > MAX_LABEL) {
      throw invalid(
          written,
          "has a label of %d characters; a label has at most %d"
              .formatted(label.length(), MAX_LABEL),
          "Use a shorter label");
    }
    if (label.contains("*")) {
      throw invalid(
          written,
          "has an asterisk that is not its whole first label",
          "A wildcard looks like *.example.com");
    }
    if (!LABEL.matcher(label).matches()) {
      throw invalid(
          written,
          "has the label \""
              + Text.shown(label)
              + "\", which is not made of letters, digits and inner hyphens",
          "Names with other characters cannot be in a public certificate");
    }
  }

  private static IllegalArgumentException invalid(String written, String reason, String remedy) {
    return new IllegalArgumentException(
        "\"%s\" %s. %s.".formatted(Text.shown(written), reason, remedy));
  }
}
