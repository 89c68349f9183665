package dev.acmesdk.crypto;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Reads the strict form of RFC 7468 section 3, line by line: time and memory grow with the length
 * of the text and with nothing else, whatever a server sends.
 */
final class StrictPem {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final int MAX_LABEL = 64;

  private final String text;
  private int position;
  private int lineNumber;

  StrictPem(String text) {
    this.text = text;
  }

  List<Pem.Block> blocks() {
    List<Pem.Block> blocks = new ArrayList<>();
    while (position < text.length()) {
      String line = nextLine();
      if (!line.isBlank()) {
        blocks.add(block(label(line)));
      }
    }
    return List.copyOf(blocks);
  }

  private String label(String line) {
    int end = line.length() - DASHES.length();
    boolean framed = line.startsWith(BEGIN) && line.endsWith(DASHES) && end > BEGIN.length();
    String label = framed ? line.substring(BEGIN.length(), end) : "";
    if (label.isBlank()
        || label.length() > MAX_LABEL
        || !label.chars().allMatch(StrictPem::isLabelCharacter)) {
      throw malformed("it is not the beginning of a block");
    }
    return label;
  }

  private static boolean isLabelCharacter(int c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ';
  }

  private Pem.Block block(String label) {
    String end = END + label + DASHES;
    StringBuilder base64 = new StringBuilder();
    for (String line = nextLine(); !line.equals(end); line = nextLine()) {
      if (!isBase64(line)) {
        throw malformed("it is neither base64 nor " + end);
      }
      base64.append(line);
    }
    return new Pem.Block(label, decode(base64.toString()));
  }

  private static boolean isBase64(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (!isBase64(line.charAt(i))) {
        return false;
      }
    }
    return !line.isEmpty();
  }

  private static boolean isBase64(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/'
        || c == '=';
  }

  private byte[] decode(String base64) {
    // The JDK's decoder forgives missing padding, RFC 7468 does not.
    if (base64.isEmpty() || base64.length() % 4 != 0) {
      throw malformed("the block that ends there is empty or cut off");
    }
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw malformed("the block that ends there is not base64");
    }
  }

  /** Up to the next CR, LF or CRLF, or to the end of the text. */
  private String nextLine() {
    lineNumber++;
    if (position >= text.length()) {
      throw malformed("the text ends within a block");
    }
    int start = position;
    int end = start;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    position = text.startsWith("\r\n", end) ? end + 2 : end + 1;
    return text.substring(start, end);
  }

  private IllegalArgumentException malformed(String reason) {
    return new IllegalArgumentException(
        "Not strict PEM (RFC 7468), line %d: %s".formatted(lineNumber, reason));
  }
}
