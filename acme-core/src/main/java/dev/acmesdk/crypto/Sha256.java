package dev.acmesdk.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, the one digest that ACME uses. */
public final class Sha256 {
  private Sha256() {}

  /**
   * Digests octets.
   *
   * @param octets any octets
   * @return 32 octets
   */
  public static byte[] digest(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
