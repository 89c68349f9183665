package dev.acmesdk.tls;

import java.security.PrivateKey;

/** A key of a kind that nothing on this machine can use. */
record OpaqueKey(String algorithm) implements PrivateKey {
  static final String SECRET = "all of the key";

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
