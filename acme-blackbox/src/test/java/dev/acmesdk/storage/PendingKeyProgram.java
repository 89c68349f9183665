package dev.acmesdk.storage;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.store.PendingKey;
import java.net.URI;
import java.nio.file.Path;

/** Keeps an account, and a key that it is to have. */
public final class PendingKeyProgram {
  private static final URI CA = URI.create("https://localhost/directory");

  private PendingKeyProgram() {}

  /** The directory. */
  public static void main(String[] arguments) {
    CertbotDirectory store = CertbotDirectory.at(Path.of(arguments[0]));
    AccountCredentials account =
        new AccountCredentials(CA.resolve("/account"), AccountKey.generate());
    store.save(CA, account);
    store.savePending(CA, new PendingKey(account, AccountKey.generate()));
    System.out.println(VictimProgram.DONE);
  }
}
