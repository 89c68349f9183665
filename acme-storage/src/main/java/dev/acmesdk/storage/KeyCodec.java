package dev.acmesdk.storage;

import dev.acmesdk.crypto.EncryptedPem;
import dev.acmesdk.crypto.Pem;
import dev.acmesdk.error.StoreException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How private keys are written down: in the plain, as Certbot does it, or under a passphrase. With
 * a passphrase, both are read.
 */
final class KeyCodec {
  /** As Certbot does it. */
  static final KeyCodec PLAIN = new KeyCodec(null);

  private static final String ENCRYPTED = "-----BEGIN ENCRYPTED PRIVATE KEY-----";

  private final @Nullable Supplier<char[]> passphrase;

  private KeyCodec(@Nullable Supplier<char[]> passphrase) {
    this.passphrase = passphrase;
  }

  static KeyCodec encrypting(Supplier<char[]> passphrase) {
    return new KeyCodec(passphrase);
  }

  /** What made a key unreadable that may be in perfect order: no reason to throw it away. */
  private static final class Locked extends RuntimeException {
    private static final long serialVersionUID = 1;

    Locked(String message) {
      super(message);
    }
  }

  /** Whether something failed only because of the passphrase. */
  static boolean isLocked(StoreException failure) {
    return failure.getCause() instanceof Locked;
  }

  static boolean isEncrypted(String pem) {
    return pem.contains(ENCRYPTED);
  }

  boolean isEncrypting() {
    return passphrase != null;
  }

  /**
   * Writes a key as PEM.
   *
   * @throws StoreException if there is no passphrase to be had
   */
  String encode(PrivateKey key) {
    return passphrase == null
        ? Pem.encodePrivateKey(key)
        : EncryptedPem.encryptPrivateKey(key, given(passphrase));
  }

  /**
   * Reads a key from PEM.
   *
   * @param file where the text is from, for messages
   * @throws IllegalArgumentException if the text holds no usable key
   * @throws StoreException if the key is encrypted and cannot be decrypted
   */
  KeyPair decode(Path file, String pem) {
    if (!isEncrypted(pem)) {
      return Pem.decodeKeyPair(pem);
    }
    if (passphrase == null) {
      throw locked(
          file,
          "it is encrypted, and this store has no passphrase",
          "Open the store with its passphrase: CertbotDirectory.at(…).encryptingKeys(…).");
    }
    char[] given = given(passphrase);
    try {
      return EncryptedPem.decodeKeyPair(pem, given);
    } catch (IllegalArgumentException e) {
      if (!isWhole(pem)) {
        throw e;
      }
      throw locked(
          file,
          String.valueOf(e.getMessage()),
          "Check the passphrase that encryptingKeys(…) is given. It must be the one that the key was encrypted with.");
    }
  }

  /** A text that was cut off is no matter of the passphrase. */
  private static boolean isWhole(String pem) {
    try {
      return !Pem.decode(pem.strip()).isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static char[] given(Supplier<char[]> passphrase) {
    char @Nullable [] given = passphrase.get();
    if (given == null || given.length == 0) {
      throw new StoreException(
          "Cannot encrypt or decrypt private keys: encryptingKeys(…) was given an empty passphrase.",
          "Let it supply the passphrase each time that it is asked.",
          new Locked("no passphrase"));
    }
    return given;
  }

  private static StoreException locked(Path file, String why, String remedy) {
    return new StoreException(
        "Cannot read the private key in %s: %s.".formatted(file, decapitalized(why)),
        remedy,
        new Locked(why));
  }

  private static String decapitalized(String text) {
    return text.startsWith("The ") ? "t" + text.substring(1) : text;
  }

  /** Shows whether there is a passphrase, never which. */
  @Override
  public String toString() {
    return isEncrypting() ? "KeyCodec[encrypting]" : "KeyCodec[plain]";
  }
}
