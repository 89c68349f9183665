package dev.acmesdk.renewal;

import dev.acmesdk.crypto.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

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

  /** As much of the whole, in milliseconds, as the text's digest is of all digests. */
  static Duration of(Duration whole, String text) {
    return Duration.ofMillis(of(whole.toMillis(), text));
  }

  /** A number from 0 on, less than the whole. */
  static long of(long whole, String text) {
    byte[] digest = Sha256.digest(text.getBytes(StandardCharsets.UTF_8));
    long first63Bits = ByteBuffer.wrap(digest).getLong() >>> 1;
    return Math.multiplyHigh(2 * whole, first63Bits);
  }
}
