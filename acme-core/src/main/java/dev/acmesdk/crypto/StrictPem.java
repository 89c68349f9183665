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

  /** Of a certificate's base64, or a key's. */
  private static final int USUAL_LENGTH = 1_024;

  private final String text;
  private int position;
  private int lineNumber;
  private int lineStart;
  private int lineEnd;

  StrictPem(String text) {
    this.text = text;
  }

  List<Pem.Block> blocks() {
    List<Pem.Block> blocks = new ArrayList<>();
    while (position < text.length()) {
      nextLine();
      String line = text.substring(lineStart, lineEnd);
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
    StringBuilder base64 = new StringBuilder(USUAL_LENGTH);
    for (nextLine(); !isLine(end); nextLine()) {
      if (!isBase64Line()) {
        throw malformed("it is neither base64 nor " + end);
      }
      base64.append(text, lineStart, lineEnd);
    }
    return new Pem.Block(label, decode(base64.toString()));
  }

  private boolean isLine(String wanted) {
    return lineEnd - lineStart == wanted.length() && text.startsWith(wanted, lineStart);
  }

  private boolean isBase64Line() {
    for (int i = lineStart; i < lineEnd; i++) {
      if (!isBase64(text.charAt(i))) {
        return false;
      }
    }
    return lineEnd > lineStart;
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

  /** Goes on to the next line: up to the next CR, LF or CRLF, or to the end of the text. */
  private void nextLine() {
    lineNumber++;
    if (position >= text.length()) {
      throw malformed("the text ends within a block");
    }
    lineStart = position;
    lineEnd = position;
    while (lineEnd < text.length() && !isLineBreak(text.charAt(lineEnd))) {
      lineEnd++;
    }
    position = text.startsWith("\r\n", lineEnd) ? lineEnd + 2 : lineEnd + 1;
  }

  private static boolean isLineBreak(char c) {
    return c == '\n' || c == '\r';
  }

  private IllegalArgumentException malformed(String reason) {
    return new IllegalArgumentException(
        "Not strict PEM (RFC 7468), line %d: %s".formatted(lineNumber, reason));
  }
}
