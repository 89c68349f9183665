package dev.acmesdk.testing.ca;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/** Keys of the CA: P-256 if it has the choice, since they are made at every start. */
final class SigningKey {
  private static final int RSA_BITS = 2048;

  private SigningKey() {}

  static KeyPair generate() {
    return generate(false);
  }

  static KeyPair generate(boolean rsa) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(rsa ? "RSA" : "EC");
      if (rsa) {
        generator.initialize(RSA_BITS);
      } else {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK lacks RSA or P-256", e);
    }
  }
}
