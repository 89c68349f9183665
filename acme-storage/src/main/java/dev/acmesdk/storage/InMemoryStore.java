package dev.acmesdk.storage;

import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.store.AccountStore;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.KeyRollover;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.NewVersion;
import dev.acmesdk.store.PendingKey;
import dev.acmesdk.store.WritableCheck;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps accounts and certificates for as long as the program runs: for tests, and for programs
 * whose disk does not outlive them. Beware: who obtains certificates anew at each start soon meets
 * the CA's rate limits.
 *
 * <p>Instances are safe for use by several threads.
 */
public final class InMemoryStore
    implements AccountStore, CertificateStore, WritableCheck, KeyRollover {
  private final Map<String, AccountCredentials> accounts = new ConcurrentHashMap<>();
  private final Map<String, PendingKey> pendingKeys = new ConcurrentHashMap<>();
  private final Map<String, Lineage> lineages = new ConcurrentHashMap<>();

  /** Makes an empty store. */
  public InMemoryStore() {}

  /** Looks up the account at a CA: the one that was saved last. */
  @Override
  public Optional<AccountCredentials> find(URI directory) {
    return Optional.ofNullable(accounts.get(directory.toString()));
  }

  /** Keeps an account, instead of another one at the same CA. */
  @Override
  public void save(URI directory, AccountCredentials account) {
    accounts.put(directory.toString(), account);
  }

  @Override
  public void remove(URI directory, AccountCredentials account) {
    accounts.remove(directory.toString(), account);
    pendingKeys.computeIfPresent(
        directory.toString(), (url, pending) -> pending.account().equals(account) ? null : pending);
  }

  @Override
  public void savePending(URI directory, PendingKey pending) {
    if (!find(directory).equals(Optional.of(pending.account()))) {
      throw new StoreException(
          "Cannot keep a new key for %s: the store has no such account at %s."
              .formatted(pending.account().url(), directory),
          "Save the account first.",
          null);
    }
    PendingKey kept = pendingKeys.putIfAbsent(directory.toString(), pending);
    if (kept != null && !kept.equals(pending)) {
      throw new StoreException(
          "Cannot keep a new key for %s: there is another one, of a change that was cut off, and the CA may accept it."
              .formatted(pending.account().url()),
          "Bring that change to its end first: AccountKeyRollover.resume() asks the CA which key is valid.",
          null);
    }
  }

  @Override
  public Optional<PendingKey> findPending(URI directory) {
    return Optional.ofNullable(pendingKeys.get(directory.toString()));
  }

  /**
   * Ends a change of an account's key.
   *
   * @throws IllegalArgumentException if the account has neither of the two keys
   */
  @Override
  public void settle(URI directory, PendingKey pending, AccountCredentials account) {
    if (!List.of(pending.account().key(), pending.newKey()).contains(account.key())) {
      throw new IllegalArgumentException(
          account.key() + " is neither the old nor the new key of " + pending.account().url());
    }
    save(directory, account);
    pendingKeys.remove(directory.toString(), pending);
  }

  /**
   * Looks up the current version of a lineage. Former ones are not kept.
   *
   * @throws IllegalArgumentException if the name cannot be one of a lineage
   */
  @Override
  public Optional<Lineage> find(String name) {
    return Optional.ofNullable(lineages.get(LineageName.check(name)));
  }

  @Override
  public List<String> names() {
    return lineages.keySet().stream().sorted().toList();
  }

  /**
   * Keeps a new version of a lineage.
   *
   * @throws IllegalArgumentException if the name cannot be one of a lineage
   */
  @Override
  public Lineage save(NewVersion version) {
    LineageName.check(version.name());
    KeyMatch.require(version);
    return lineages.compute(
        version.name(), (name, before) -> next(version, before == null ? 1 : before.version() + 1));
  }

  private static Lineage next(NewVersion version, int number) {
    return new Lineage(
        version.name(), number, version.chain(), version.privateKey(), version.directory(), null);
  }

  /** Memory can always be written. */
  @Override
  public void checkWritable() {}

  /** Shows the names of the lineages. */
  @Override
  public String toString() {
    return "InMemoryStore" + names();
  }
}
