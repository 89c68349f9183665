package dev.acmesdk.storage;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.Pem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Certbot's names for accounts. */
final class AccountId {
  private AccountId() {}

  /**
   * The MD5 of the public key's PEM text, in lower-case hex. It is a name only: nothing is secured
   * by it.
   */
  static String of(AccountKey key) {
    try {
      byte[] pem = Pem.encodePublicKey(key.publicKey()).getBytes(StandardCharsets.US_ASCII);
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(pem));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(
          "This JVM has no MD5, which Certbot's layout needs for the names of accounts", e);
    }
  }
}
