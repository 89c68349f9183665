package dev.acmesdk.crypto;

import java.util.Arrays;

/**
 * Goes through DER (X.690) from element to element, and does not look into what it skips. What is
 * unusual is refused rather than understood: tags of several octets, contents of 16 MiB and more.
 */
final class DerReader {
  static final int BOOLEAN = 0x01;
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int SEQUENCE = 0x30;

  /** Lengths from here on take more than one octet. */
  private static final int LONG = 0x80;

  private static final int MAX_LENGTH_OCTETS = 3;
  private static final int OCTET = 0xFF;

  private final byte[] der;
  private int position;
  private final int end;

  DerReader(byte[] der) {
    this(der, 0, der.length);
  }

  private DerReader(byte[] der, int start, int end) {
    this.der = der;
    this.position = start;
    this.end = end;
  }

  boolean isAtEnd() {
    return position == end;
  }

  /** Whether the next element has that tag. */
  boolean isAt(int tag) {
    return position < end && (der[position] & OCTET) == tag;
  }

  /** The elements in the next element, which is passed. */
  DerReader enter(int tag) {
    if (!isAt(tag)) {
      throw unusual();
    }
    position++;
    int length = length();
    if (length > end - position) {
      throw unusual();
    }
    int start = position;
    position += length;
    return new DerReader(der, start, position);
  }

  private int length() {
    int first = octet();
    if (first < LONG) {
      return first;
    }
    int octets = first - LONG;
    int length = 0;
    for (int i = 0; i < Math.min(octets, MAX_LENGTH_OCTETS); i++) {
      length = (length << Byte.SIZE) | octet();
    }
    int shortest = octets == 1 ? LONG : 1 << ((octets - 1) * Byte.SIZE);
    if (octets < 1 || octets > MAX_LENGTH_OCTETS || length < shortest) {
      throw unusual();
    }
    return length;
  }

  private int octet() {
    if (position >= end) {
      throw unusual();
    }
    return der[position++] & OCTET;
  }

  void skip(int tag) {
    enter(tag);
  }

  void skipIfAt(int tag) {
    if (isAt(tag)) {
      skip(tag);
    }
  }

  /** The octets in the next element, which is passed. */
  byte[] content(int tag) {
    return enter(tag).rest();
  }

  /** The next element as it stands there, with tag and length. */
  byte[] element(int tag) {
    int start = position;
    skip(tag);
    return Arrays.copyOfRange(der, start, position);
  }

  /** All octets from here to the end. */
  byte[] rest() {
    return Arrays.copyOfRange(der, position, end);
  }

  void requireEnd() {
    if (!isAtEnd()) {
      throw unusual();
    }
  }

  static IllegalArgumentException unusual() {
    return new IllegalArgumentException("Not DER of the usual form");
  }
}
