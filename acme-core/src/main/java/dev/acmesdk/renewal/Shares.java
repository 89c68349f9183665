package dev.acmesdk.renewal;

import dev.acmesdk.crypto.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Parts of times that are spread evenly over all texts, but always the same for one text: chance
 * that every process, on every node and after every restart, agrees upon with nothing to store.
 */
final class Shares {
  private Shares() {}

  /** As much of the whole, in milliseconds, as the text's digest is of all digests. */
  static Duration of(Duration whole, String text) {
    return Duration.ofMillis(of(whole.toMillis(), text));
  }

  /** A number from 0 on, less than the whole. */
  static long of(long whole, String text) {
    byte[] digest = Sha256.digest(text.getBytes(StandardCharsets.UTF_8));
    return new BigInteger(1, digest)
        .multiply(BigInteger.valueOf(whole))
        .shiftRight(digest.length * Byte.SIZE)
        .longValueExact();
  }
}
