package dev.acmesdk.http01;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Collects the octets of a request up to the empty line (RFC 9112 section 2.1). */
final class RequestHead {
  /** Octets; what CAs send has a few hundred. */
  static final int MAX_LENGTH = 8192;

  private final ByteBuffer octets = ByteBuffer.allocate(MAX_LENGTH);
  private int start;
  private int lineStart;
  private int scanned;

  /** Where to put what arrives; it has no room left if the head is too large. */
  ByteBuffer octets() {
    return octets;
  }

  boolean isFull() {
    return !octets.hasRemaining();
  }

  /**
   * The request line, once the head is complete. Lines may end in a bare LF, and empty lines may
   * come first (RFC 9112 section 2.2).
   */
  Optional<String> requestLine() {
    while (scanned < octets.position()) {
      if (octets.get(scanned++) == '\n') {
        boolean isEmptyLine = endOfLine() == lineStart;
        if (isEmptyLine && lineStart > start) {
          return Optional.of(firstLine());
        }
        lineStart = scanned;
        start = isEmptyLine ? scanned : start;
      }
    }
    return Optional.empty();
  }

  /** Where the line that ends in the LF just scanned ends without it. */
  private int endOfLine() {
    int lineFeed = scanned - 1;
    return lineFeed > lineStart && octets.get(lineFeed - 1) == '\r' ? lineFeed - 1 : lineFeed;
  }

  private String firstLine() {
    String head = new String(octets.array(), start, scanned - start, StandardCharsets.ISO_8859_1);
    String line = head.substring(0, head.indexOf('\n'));
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }
}
