package dev.acmesdk.crypto;

import java.security.Key;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.XECKey;
import java.security.spec.NamedParameterSpec;

/** Refuses a key, in words that tell what it is and never what is in it. */
final class UnsupportedKey {
  private static final int MAX_NAME = 40;

  private UnsupportedKey() {}

  static IllegalArgumentException refuse(Key key) {
    return new IllegalArgumentException(
        "Unsupported key: %s. Use RSA with 2048, 3072 or 4096 bits, or EC on P-256, P-384 or P-521."
            .formatted(describe(key)));
  }

  /** A name that somebody else has given: short, and without what no such name has. */
  static String shown(String name) {
    return name.substring(0, Math.min(name.length(), MAX_NAME)).replaceAll("[^A-Za-z0-9._-]", "?");
  }

  private static String describe(Key key) {
    if (key instanceof RSAKey rsa) {
      return key.getAlgorithm() + " with " + rsa.getModulus().bitLength() + " bits";
    }
    if (key instanceof ECKey ec) {
      return "EC on " + EllipticCurves.name(ec.getParams());
    }
    if (key instanceof DSAKey dsa && dsa.getParams() != null) {
      return "DSA with " + dsa.getParams().getP().bitLength() + " bits";
    }
    if (key instanceof EdECKey edwards) {
      return edwards.getParams().getName();
    }
    return key instanceof XECKey x && x.getParams() instanceof NamedParameterSpec named
        ? named.getName()
        : key.getAlgorithm();
  }
}
