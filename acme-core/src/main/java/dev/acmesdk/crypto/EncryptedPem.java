package dev.acmesdk.crypto;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/**
 * Private keys in PEM under a passphrase: the {@code ENCRYPTED PRIVATE KEY} of RFC 7468 section 11,
 * which is PKCS#8 (RFC 5958 section 3) encrypted by PBES2 (RFC 8018 section 6.2). Passphrases are
 * taken in UTF-8, as OpenSSL takes them from a terminal of today; they are not changed, and it is
 * up to the caller to overwrite them.
 */
public final class EncryptedPem {
  private static final String LABEL = "ENCRYPTED PRIVATE KEY";

  private EncryptedPem() {}

  /**
   * Encrypts a private key: by AES-256 in CBC mode, with a key from PBKDF2 with HMAC-SHA-256,
   * 600,000 iterations and a random salt. That takes a good part of a second. OpenSSL 1.1 and later
   * read it.
   *
   * @param key a private key
   * @param passphrase its passphrase
   * @return encrypted PKCS#8 in PEM, another text each time
   * @throws IllegalArgumentException if the passphrase is empty, or the key cannot leave its
   *     hardware
   */
  public static String encryptPrivateKey(PrivateKey key, char[] passphrase) {
    if (passphrase.length == 0) {
      throw new IllegalArgumentException(
          "The passphrase is empty. Give one, or write the key without with Pem.encodePrivateKey");
    }
    return Pem.encode(LABEL, Pbes2.encrypt(Pem.pkcs8(key), passphrase));
  }

  /**
   * Reads the first private key of a PEM text, which must be encrypted, and completes it with its
   * public half. A key that is not encrypted is refused: who gives a passphrase believes that the
   * file is of no use without it. {@link Pem#decodeKeyPair} reads those.
   *
   * @param text a key in encrypted PKCS#8 form: PBES2 with PBKDF2 and AES or triple DES
   * @param passphrase its passphrase
   * @return the key pair
   * @throws IllegalArgumentException if the passphrase is wrong, or there is no such key, or it
   *     cannot be read; the message never quotes text or passphrase
   */
  public static KeyPair decodeKeyPair(String text, char[] passphrase) {
    try {
      return Pem.complete(decrypted(encrypted(text), passphrase));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "The PEM text holds no readable private key", Pem.withoutWords(e));
    }
  }

  private static EncryptedPrivateKeyInfo encrypted(String text) throws IOException {
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
        if (object instanceof PKCS8EncryptedPrivateKeyInfo info) {
          return info.toASN1Structure();
        }
        if (object instanceof PEMKeyPair || object instanceof PrivateKeyInfo) {
          throw new IllegalArgumentException(
              "The private key is not encrypted. Read it without a passphrase, and take care who can read the file");
        }
        if (object instanceof PEMEncryptedKeyPair) {
          throw new IllegalArgumentException(
              "The private key is encrypted in the old form of OpenSSL, which is weak. Encrypt it anew: openssl pkcs8 -topk8 -in … -out …");
        }
      }
    } catch (IllegalStateException e) {
      throw new IOException(e); // not base64
    }
    throw new IllegalArgumentException("The PEM text holds no private key");
  }

  private static PrivateKeyInfo decrypted(EncryptedPrivateKeyInfo info, char[] passphrase) {
    try {
      return PrivateKeyInfo.getInstance(Pbes2.decrypt(info, passphrase));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (GeneralSecurityException | RuntimeException e) {
      // What a wrong passphrase makes of a key may look like anything to the parser.
      throw new IllegalArgumentException(
          "The passphrase is wrong, or the encrypted private key is damaged", Pem.withoutWords(e));
    }
  }
}
