package dev.acmesdk.store;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.protocol.AccountCredentials;

/**
 * A change of an account's key that has begun: as long as this is kept, either of the two keys may
 * be the one that the CA accepts.
 *
 * @param account the account with the key that it had before
 * @param newKey the key that it is to have
 */
public record PendingKey(AccountCredentials account, AccountKey newKey) {

  /**
   * The account as it is when the change has been carried out.
   *
   * @return the same URL with the new key
   */
  public AccountCredentials changed() {
    return new AccountCredentials(account.url(), newKey);
  }
}
