package dev.acmesdk.storage;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.store.PendingKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * Keys that accounts are to have: a fourth file beside Certbot's three, which Certbot does not look
 * at. It is complete from the moment at which it is there.
 */
final class PendingKeys {
  static final String FILE = "pending_key.json";

  private final Layout layout;
  private final Accounts accounts;
  private final AccountReferences references;
  private final Disk disk;
  private final KeyCodec keys;

  PendingKeys(
      Layout layout, Accounts accounts, AccountReferences references, Disk disk, KeyCodec keys) {
    this.keys = keys;
    this.layout = layout;
    this.accounts = accounts;
    this.references = references;
    this.disk = disk;
  }

  void save(URI directory, PendingKey pending) throws IOException {
    Path home = home(directory, pending).orElseThrow(() -> notStored(directory, pending.account()));
    Optional<Path> there = AccountKeyFile.PENDING.in(home);
    if (there.isPresent()) {
      requireSame(there.get(), pending.newKey());
      return;
    }
    Path file = AccountKeyFile.PENDING.forNew(home, keys);
    Path staged = ChangeSet.staged(file);
    disk.delete(staged);
    try (ChangeSet changes = new ChangeSet(disk)) {
      changes.file(staged, Modes.PRIVATE_FILE, AccountKeyFile.content(pending.newKey(), keys));
      changes.publish(staged, file);
      changes.commit();
    }
    disk.sync(home);
  }

  private Optional<Path> home(URI directory, PendingKey pending) throws IOException {
    return accounts.all(directory).stream()
        .filter(stored -> stored.credentials().key().equals(pending.account().key()))
        .map(StoredAccount::directory)
        .findFirst();
  }

  private static StoreException notStored(URI directory, AccountCredentials account) {
    return new StoreException(
        "Cannot keep a new key for %s: the store has no such account at %s."
            .formatted(account.url(), directory),
        "Save the account first.",
        null);
  }

  private void requireSame(Path file, AccountKey key) throws IOException {
    if (!AccountKeyFile.read(file, keys).equals(key)) {
      throw new StoreException(
          "Cannot keep a new key for the account: %s holds another one, of a change that was cut off, and the CA may accept it."
              .formatted(file),
          "Bring that change to its end first: AccountKeyRollover.resume() asks the CA which key is valid.",
          null);
    }
  }

  /** Of several accounts with a new key, that of the newest, unless another one was chosen. */
  Optional<PendingKey> find(URI directory) throws IOException {
    Optional<StoredAccount> changing =
        accounts.all(directory).stream()
            .filter(stored -> accounts.mayUse(directory, stored))
            .filter(stored -> AccountKeyFile.PENDING.in(stored.directory()).isPresent())
            .max(Comparator.comparing(StoredAccount::created));
    if (changing.isEmpty()) {
      return Optional.empty();
    }
    StoredAccount stored = changing.get();
    Path file = AccountKeyFile.PENDING.in(stored.directory()).orElseThrow();
    return Optional.of(new PendingKey(stored.credentials(), AccountKeyFile.read(file, keys)));
  }

  /** Can be done again when it was cut off: the file in question goes last. */
  void settle(URI directory, PendingKey pending, AccountCredentials account) throws IOException {
    Optional<Path> home = home(directory, pending);
    if (account.key().equals(pending.account().key())) {
      if (home.isPresent()) {
        for (String name : AccountKeyFile.PENDING.names()) {
          Path file = home.get().resolve(name);
          if (Layout.isThere(file)) {
            disk.delete(file);
          }
        }
        disk.sync(home.get());
      }
    } else if (account.key().equals(pending.newKey())) {
      accounts.save(directory, account);
      references.replace(AccountId.of(pending.account().key()), AccountId.of(account.key()));
      if (home.isPresent()) {
        // Two accounts at one CA would make Certbot ask which to use.
        new Retirement(layout, disk).retire(home.get());
      }
    } else {
      throw new IllegalArgumentException(
          account.key() + " is neither the old nor the new key of " + pending.account().url());
    }
  }
}
