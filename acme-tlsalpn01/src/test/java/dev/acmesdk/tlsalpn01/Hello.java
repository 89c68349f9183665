package dev.acmesdk.tlsalpn01;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes ClientHello messages as no decent client would send them. Each method returns this. */
final class Hello {
  static final int TLS_1_2 = 0x0303;
  static final int TLS_1_1 = 0x0302;
  private static final int HANDSHAKE = 22;

  private final List<byte[]> extensions = new ArrayList<>();
  private final int version;

  Hello(int version) {
    this.version = version;
    // P-256, uncompressed points, ECDSA with SHA-256.
    extension(10, vector(2, number(2, 23)));
    extension(11, vector(1, number(1, 0)));
    extension(13, vector(2, number(2, 0x0403)));
  }

  Hello serverName(String name) {
    return extension(0, vector(2, join(number(1, 0), vector(2, ascii(name)))));
  }

  Hello protocol(String name) {
    return extension(16, vector(2, vector(1, ascii(name))));
  }

  Hello extension(int type, byte[] content) {
    extensions.add(join(number(2, type), vector(2, content)));
    return this;
  }

  byte[] message() {
    // ECDHE with ECDSA: AES in GCM for TLS 1.2, and in CBC mode for those before.
    byte[] body =
        join(
            number(2, version),
            new byte[32],
            vector(1, new byte[0]),
            vector(2, join(number(2, 0xc02b), number(2, 0xc009))),
            vector(1, number(1, 0)),
            vector(2, join(extensions.toArray(byte[][]::new))));
    return join(number(1, 1), vector(3, body));
  }

  byte[] toRecord() {
    return record(message());
  }

  /** The same in records of a few octets each. */
  byte[] toRecordsOf(int size) {
    byte[] message = message();
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    for (int from = 0; from < message.length; from += size) {
      int to = Math.min(from + size, message.length);
      records.writeBytes(record(Arrays.copyOfRange(message, from, to)));
    }
    return records.toByteArray();
  }

  private static byte[] record(byte[] fragment) {
    return join(number(1, HANDSHAKE), number(2, 0x0301), vector(2, fragment));
  }

  static byte[] vector(int lengthOctets, byte[] content) {
    return join(number(lengthOctets, content.length), content);
  }

  static byte[] number(int octets, int value) {
    byte[] number = new byte[octets];
    for (int i = 0; i < octets; i++) {
      number[i] = (byte) (value >> (8 * (octets - 1 - i)));
    }
    return number;
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
