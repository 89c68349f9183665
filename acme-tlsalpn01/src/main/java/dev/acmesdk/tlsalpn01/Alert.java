package dev.acmesdk.tlsalpn01;

import java.nio.ByteBuffer;

/** What is answered to those who get no handshake (RFC 8446 section 6.2). */
enum Alert {
  DECODE_ERROR(50),
  UNRECOGNIZED_NAME(112),
  NO_APPLICATION_PROTOCOL(120);

  private static final byte ALERT = 21;
  private static final byte FATAL = 2;

  private final byte description;

  Alert(int description) {
    this.description = (byte) description;
  }

  /** The record, unprotected: no keys were agreed on. */
  ByteBuffer toRecord() {
    return ByteBuffer.wrap(new byte[] {ALERT, 3, 3, 0, 2, FATAL, description});
  }
}
