package dev.acmesdk.crypto;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** Of the block that is being read. */
  private final byte[] base64;

  private int length;
  private int position;
  private int lineNumber;
  private int lineStart;
  private int lineEnd;

  StrictPem(String text) {
    this.text = text;
    this.base64 = new byte[text.length()];
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
    if (label.isBlank() || label.length() > MAX_LABEL || !isOfLabelCharacters(label)) {
      throw malformed("it is not the beginning of a block");
    }
    return label;
  }

  private static boolean isOfLabelCharacters(String label) {
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      if ((c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != ' ') {
        return false;
      }
    }
    return true;
  }

  private Pem.Block block(String label) {
    String end = END + label + DASHES;
    length = 0;
    for (nextLine(); !isLine(end); nextLine()) {
      if (lineEnd == lineStart || !appendLine()) {
        throw malformed("it is neither base64 nor " + end);
      }
    }
    return new Pem.Block(label, decode());
  }

  private boolean isLine(String wanted) {
    return lineEnd - lineStart == wanted.length() && text.startsWith(wanted, lineStart);
  }

  /** Whether the line is base64. */
  private boolean appendLine() {
    for (int i = lineStart; i < lineEnd; i++) {
      char c = text.charAt(i);
      if (!isBase64(c)) {
        return false;
      }
      base64[length++] = (byte) c;
    }
    return true;
  }

  private static boolean isBase64(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/'
        || c == '=';
  }

  private byte[] decode() {
    // The JDK's decoder forgives missing padding, RFC 7468 does not.
    if (length == 0 || length % 4 != 0) {
      throw malformed("the block that ends there is empty or cut off");
    }
    try {
      ByteBuffer content = Base64.getDecoder().decode(ByteBuffer.wrap(base64, 0, length));
      byte[] octets = content.array();
      return octets.length == content.limit() ? octets : Arrays.copyOf(octets, content.limit());
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
