package dev.acmesdk.store;

import dev.acmesdk.protocol.AccountCredentials;
import java.net.URI;
import java.util.Optional;

/**
 * Keeps accounts, one per CA or more. A store that has several, and knows which of them a lineage
 * belongs to, is {@link AccountChoice} as well. Implementations are thread-safe and throw {@link
 * dev.acmesdk.error.StoreException} when they cannot read or write.
 */
public interface AccountStore {

  /**
   * Looks up the account at a CA.
   *
   * @param directory the CA's directory URL, exactly as configured
   * @return the account that was saved last of those that are kept, if there is one
   */
  Optional<AccountCredentials> find(URI directory);

  /**
   * Keeps an account, beside or instead of others at the same CA. When it returns, the key is safe.
   *
   * @param directory the CA's directory URL, exactly as configured
   * @param account the account
   */
  void save(URI directory, AccountCredentials account);

  /**
   * Removes an account, with its key and a pending one ({@link KeyRollover}): one that has been
   * deactivated, say. It succeeds if there is no such account.
   *
   * @param directory the CA's directory URL, exactly as configured
   * @param account the account
   */
  void remove(URI directory, AccountCredentials account);
}
