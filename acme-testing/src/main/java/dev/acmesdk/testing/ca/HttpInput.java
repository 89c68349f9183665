package dev.acmesdk.testing.ca;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads HTTP/1.1 messages (RFC 9112): a first line, fields, a body. */
final class HttpInput {
  private static final int LONGEST_LINE = 8_192;
  private static final int MOST_FIELDS = 100;

  private final InputStream in;
  private final int largestBody;

  HttpInput(InputStream in, int largestBody) {
    this.in = new BufferedInputStream(in);
    this.largestBody = largestBody;
  }

  /** The next line without its end. */
  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException("The connection was closed within a line");
      }
      if (line.size() >= LONGEST_LINE) {
        throw new ProtocolException("A line is longer than " + LONGEST_LINE);
      }
      line.write(octet);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  List<Header> fields() throws IOException {
    List<Header> fields = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon < 1 || fields.size() >= MOST_FIELDS) {
        throw new ProtocolException("Bad or too many header fields");
      }
      fields.add(new Header(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return List.copyOf(fields);
  }

  static boolean isChunked(List<Header> fields) {
    return fields.stream()
        .anyMatch(f -> f.isNamed("Transfer-Encoding") && f.value().equalsIgnoreCase("chunked"));
  }

  /** The body's length as told by Content-Length, or -1. */
  static int contentLength(List<Header> fields) throws IOException {
    for (Header field : fields) {
      if (field.isNamed("Content-Length")) {
        if (!field.value().matches("[0-9]{1,9}")) {
          throw new ProtocolException("Bad Content-Length");
        }
        return Integer.parseInt(field.value());
      }
    }
    return -1;
  }

  /** A body of known length; one octet more than is allowed is still read, no more than that. */
  byte[] body(int length) throws IOException {
    byte[] body = in.readNBytes(Math.min(length, largestBody + 1));
    if (body.length < Math.min(length, largestBody + 1)) {
      throw new EOFException("The connection was closed within a body");
    }
    return body;
  }

  byte[] bodyToTheEnd() throws IOException {
    return in.readNBytes(largestBody + 1);
  }

  byte[] chunkedBody() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      if (body.size() + size > largestBody) {
        throw new ProtocolException("The body is larger than " + largestBody);
      }
      body.writeBytes(body(size));
      line();
    }
    fields();
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    String size = line().split(";", 2)[0].strip();
    if (!size.matches("[0-9a-fA-F]{1,6}")) {
      throw new ProtocolException("Bad chunk size");
    }
    return Integer.parseInt(size, 16);
  }
}
