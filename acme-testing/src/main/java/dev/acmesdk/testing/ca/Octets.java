package dev.acmesdk.testing.ca;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A row of octets as a value. Whoever makes one does not change the array afterwards. */
final class Octets {
  static final Octets NONE = new Octets(new byte[0]);

  private final byte[] array;

  private Octets(byte[] array) {
    this.array = array;
  }

  static Octets of(byte[] array) {
    return new Octets(array);
  }

  static Octets of(String ascii) {
    return new Octets(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  byte[] array() {
    return array;
  }

  int length() {
    return array.length;
  }

  String text() {
    return new String(array, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Octets octets && Arrays.equals(array, octets.array);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(array);
  }

  @Override
  public String toString() {
    return "Octets[" + array.length + "]";
  }
}
