package dev.acmesdk.storage;

import dev.acmesdk.crypto.Pem;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.store.NewVersion;
import java.security.PublicKey;

/** What every store checks before it keeps a version. */
final class KeyMatch {
  private KeyMatch() {}

  /**
   * Refuses a key that is not the certificate's: such a pair can serve nobody.
   *
   * @return the key in PKCS#8 PEM
   */
  static String require(NewVersion version) {
    if (version.privateKey().getEncoded() == null) {
      throw refused(version, "its private key cannot be exported", "Use a key in software.");
    }
    String pem = Pem.encodePrivateKey(version.privateKey());
    if (!version.chain().isFor(publicHalf(version, pem))) {
      throw refused(
          version,
          "the private key is not the one that the certificate was issued for",
          "Pass the key that signed the certificate signing request.");
    }
    return pem;
  }

  private static PublicKey publicHalf(NewVersion version, String pem) {
    try {
      return Pem.decodeKeyPair(pem).getPublic();
    } catch (IllegalArgumentException e) {
      String kind = version.privateKey().getAlgorithm();
      throw refused(
          version,
          "its private key is of an unsupported kind (" + kind + ")",
          "Use RSA, or EC on P-256, P-384 or P-521.");
    }
  }

  private static StoreException refused(NewVersion version, String reason, String remedy) {
    return new StoreException(
        "Cannot keep the certificate of the lineage %s: %s.".formatted(version.name(), reason),
        remedy,
        null);
  }
}
