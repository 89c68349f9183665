package dev.acmesdk.crypto;

import java.security.PrivateKey;

/**
 * A key that nobody can look at, and nothing on this machine can use: as if it were in hardware.
 */
public record OpaqueKey(String algorithm) implements PrivateKey {
  /** What it would show if it were asked to. */
  public static final String SECRET = "all of the key";

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public String getFormat() {
    return null;
  }

  @Override
  public byte[] getEncoded() {
    return null;
  }

  @Override
  public String toString() {
    return SECRET;
  }
}
