package dev.acmesdk.crypto;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Optional;

/** Which private key belongs to which public one. */
public final class KeyPairs {
  private KeyPairs() {}

  /**
   * Whether two keys belong together, as far as that can be told by looking at them, which takes a
   * fraction of the time of a signature and its check.
   *
   * @param privateKey any private key
   * @param publicKey any public key
   * @return the answer for two keys on one of the NIST curves; empty for others, and for keys in
   *     hardware, at which nobody can look
   */
  public static Optional<Boolean> match(PrivateKey privateKey, PublicKey publicKey) {
    return Optional.ofNullable(Ecdsa.onCurveOf(publicKey, privateKey))
        .map(key -> isPair(key, (ECPublicKey) publicKey));
  }

  private static boolean isPair(ECPrivateKey privateKey, ECPublicKey publicKey) {
    try {
      return EllipticCurves.publicPoint(Ecdsa.bits(publicKey), privateKey.getS())
          .equals(publicKey.getW());
    } catch (IllegalArgumentException e) {
      return false; // it is out of the range of the curve, so it is nobody's
    }
  }
}
