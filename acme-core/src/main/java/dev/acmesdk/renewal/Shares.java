package dev.acmesdk.renewal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.CRC32;

/**
 * Parts of times that are spread evenly over all texts, but always the same for one text: chance
 * that every process, on every node and after every restart, agrees upon with nothing to store.
 */
final class Shares {
  private static final long NANOS = 1_000_000_000;

  private Shares() {}

  /** A fraction of whole seconds. {@link Duration} would divide by way of big decimals. */
  static Duration part(Duration whole, int numerator, int denominator) {
    long seconds = whole.toSeconds() * numerator;
    return Duration.ofSeconds(seconds / denominator, seconds % denominator * NANOS / denominator);
  }

  /** As much of the whole, in milliseconds, as the text's checksum is of all checksums. */
  static Duration of(Duration whole, String text) {
    return Duration.ofMillis(of(whole.toMillis(), text));
  }

  /**
   * A number from 0 on, less than the whole. It protects nothing, so a checksum will do; of a
   * digest, thousands of certificates at a program's start would take a tenth longer.
   */
  static long of(long whole, String text) {
    CRC32 checksum = new CRC32();
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
    return Math.multiplyHigh(2 * whole, checksum.getValue() << 31);
  }
}
