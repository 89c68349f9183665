package dev.acmesdk.storage;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.Pem;
import dev.acmesdk.error.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file with an account's key: in Certbot's form, or encrypted, which Certbot has no form for. The
 * encrypted one has another name, so that Certbot takes the account for none instead of failing.
 *
 * @param plain the name of the file in Certbot's form
 * @param encrypted the name of the encrypted file
 */
record AccountKeyFile(String plain, String encrypted) {
  /** The key that is valid. */
  static final AccountKeyFile CURRENT = new AccountKeyFile(StoredAccount.KEY, "private_key.pem");

  /** The key that is to be. */
  static final AccountKeyFile PENDING = new AccountKeyFile(PendingKeys.FILE, "pending_key.pem");

  /** The file in an account's directory, if there is one. */
  Optional<Path> in(Path home) {
    return names().stream().map(home::resolve).filter(Files::exists).findFirst();
  }

  List<String> names() {
    return List.of(plain, encrypted);
  }

  /** The file for a key that is written now. */
  Path forNew(Path home, KeyCodec keys) {
    return home.resolve(keys.isEncrypting() ? encrypted : plain);
  }

  static byte[] content(AccountKey key, KeyCodec keys) {
    return keys.isEncrypting()
        ? keys.encode(Pem.decodeKeyPair(key.toPem()).getPrivate())
            .getBytes(StandardCharsets.US_ASCII)
        : StoredAccount.keyJson(key);
  }

  /**
   * Reads a key.
   *
   * @throws StoreException if the file holds none, or it cannot be decrypted; the message names it
   */
  static AccountKey read(Path file, KeyCodec keys) throws IOException {
    if (!file.toString().endsWith(".pem")) {
      return StoredAccount.readKey(file);
    }
    try {
      String pem = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return AccountKey.of(keys.decode(file, pem));
    } catch (IllegalArgumentException e) {
      throw StoredAccount.unusable(file, "no usable account key", e);
    }
  }
}
