package dev.acmesdk.store;

import dev.acmesdk.error.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;

/**
 * Lineages as PKCS#12 (RFC 7292), the form of keys and certificates that Java programs and Windows
 * take. There is one entry, with key and full chain; its alias is the lineage's name, in lower case
 * as the JDK writes all aliases.
 *
 * <p>Encryption is what the JDK does by default: PBES2 with AES-256 and HMAC-SHA-256. OpenSSL 1.1,
 * and Java from 8u301 on, read that. Passwords must be printable ASCII characters, as the JDK wants
 * them; they are not changed, and it is up to the caller to overwrite them.
 *
 * <p>All methods are safe for use by several threads.
 */
public final class Pkcs12 {
  private Pkcs12() {}

  /**
   * A key store in memory. It does not change when the certificate is renewed.
   *
   * @param lineage key and chain
   * @param password protects the key in it; may be empty, as nothing leaves the memory
   * @return a new key store
   * @throws IllegalArgumentException if the password has other characters than printable ASCII, the
   *     key cannot leave its hardware, or the chain is not in order
   */
  public static KeyStore keyStore(Lineage lineage, char[] password) {
    requireAscii(password);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          lineage.name(),
          lineage.privateKey(),
          password,
          lineage.chain().certificates().toArray(X509Certificate[]::new));
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("Cannot make a key store of " + lineage, e);
    }
  }

  /**
   * Writes a file, usually named {@code .p12} or {@code .pfx}. What is at that path is replaced in
   * one step: whoever reads it at that moment sees the old file or the new one. The file is born
   * readable and writable by its owner only (mode 0600), whatever the mode of the one before it.
   *
   * @param lineage key and chain
   * @param file where to write; its directory must be there
   * @param password protects key, certificates and integrity of the file; not empty
   * @throws IllegalArgumentException as {@link #keyStore} does, and if the password is empty
   * @throws StoreException if the file cannot be written, or its file system has no POSIX modes, so
   *     that it could not be kept from others. What is at that path then is as it was, or is whole
   */
  public static void write(Lineage lineage, Path file, char[] password) {
    if (password.length == 0) {
      throw new IllegalArgumentException(
          "The password is empty. Programs read no PKCS#12 file without one");
    }
    byte[] content = encoded(keyStore(lineage, password), password);
    try {
      PrivateFile.replace(file, content);
    } catch (IOException e) {
      throw PrivateFile.failure(lineage.name(), file, e);
    }
  }

  private static byte[] encoded(KeyStore store, char[] password) {
    try {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      store.store(content, password);
      return content.toByteArray();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("This JVM cannot write PKCS#12", e);
    }
  }

  private static void requireAscii(char[] password) {
    for (char character : password) {
      if (character < ' ' || character > '~') {
        throw new IllegalArgumentException(
            "The password of a PKCS#12 file must be printable ASCII characters: programs differ in how they take others");
      }
    }
  }
}
