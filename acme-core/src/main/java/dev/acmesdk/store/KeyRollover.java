package dev.acmesdk.store;

import dev.acmesdk.protocol.AccountCredentials;
import java.net.URI;
import java.util.Optional;

/**
 * The ability of an {@link AccountStore} to keep a second key for an account while its key is being
 * changed (RFC 8555 section 7.3.5). The CA may have carried out a change of which the answer never
 * arrived, so the new key must be safe before the CA hears of it, and the old one until the CA has
 * confirmed. {@code AccountKeyRollover} does it in that order.
 *
 * <p>Implementations are thread-safe and throw {@link dev.acmesdk.error.StoreException} when they
 * cannot read or write.
 */
public interface KeyRollover {

  /**
   * Keeps a new key beside the account, which is still found with its old one. When it returns, the
   * new key is safe.
   *
   * @param directory the CA's directory URL, exactly as configured
   * @param pending the account, which is in the store, and its new key
   * @throws dev.acmesdk.error.StoreException also if another new key of the account is kept
   *     already: it may be the valid one; or if there is no such account
   */
  void savePending(URI directory, PendingKey pending);

  /**
   * Looks up a change that has not been settled.
   *
   * @param directory the CA's directory URL, exactly as configured
   * @return the account and its new key, if there is one
   */
  Optional<PendingKey> findPending(URI directory);

  /**
   * Ends a change: keeps the account with the key that the CA accepts, and drops the other one.
   * What else in the store names the account by its key is brought up to date. It may be called
   * again if it was cut off.
   *
   * @param directory the CA's directory URL, exactly as configured
   * @param pending the change
   * @param account the account with one of the two keys
   * @throws IllegalArgumentException if it has neither of them; nothing has changed then
   */
  void settle(URI directory, PendingKey pending, AccountCredentials account);
}
