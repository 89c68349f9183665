package dev.acmesdk.renewal;

import dev.acmesdk.ca.OrderLint;
import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.ProblemType;
import dev.acmesdk.store.AccountStore;
import dev.acmesdk.store.KeyRollover;
import dev.acmesdk.store.PendingKey;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Gives the stored account a new key (RFC 8555 section 7.3.5) so that the account cannot get lost:
 * wherever the program is cut off, the store has the key that the CA accepts, and {@link #resume}
 * finds out which one it is.
 *
 * <p>Each change is made with a fresh key (section 11.1). It is not for use by several threads or
 * processes on one account at the same time.
 */
public final class AccountKeyRollover {
  /** Answers to a key that it does not know, or of a kind that it does not take at all. */
  private static final Set<ProblemType> NOT_THE_KEY =
      Set.of(
          ProblemType.ACCOUNT_DOES_NOT_EXIST,
          ProblemType.BAD_PUBLIC_KEY,
          ProblemType.BAD_SIGNATURE_ALGORITHM);

  private final AcmeClient client;
  private final AccountStore accounts;
  private final KeyRollover keys;

  private AccountKeyRollover(AcmeClient client, AccountStore accounts, KeyRollover keys) {
    this.client = client;
    this.accounts = accounts;
    this.keys = keys;
  }

  /**
   * Prepares changes; nothing is sent or stored by this.
   *
   * @param client speaks with the CA
   * @param store keeps the account, and has the ability {@link KeyRollover}
   * @return what changes keys
   * @throws InvalidRequestException if the store has not that ability
   */
  public static AccountKeyRollover of(AcmeClient client, AccountStore store) {
    if (store instanceof KeyRollover keys) {
      return new AccountKeyRollover(client, store, keys);
    }
    throw new InvalidRequestException(
        "The account's key cannot be changed safely: the store (%s) cannot keep a second one. Use a store that implements KeyRollover."
            .formatted(store.getClass().getSimpleName()));
  }

  /**
   * Changes the key: stores the new one, tells the CA, and only then drops the old one. A change
   * that was cut off earlier is brought to its end first. If this fails without it being clear what
   * the CA did, both keys are kept until {@link #resume}.
   *
   * @param algorithm the kind of the new key
   * @return the account with its new key, which is in the store
   * @throws InvalidRequestException if there is no account in the store, the CA does not change
   *     keys, or it is known not to take that kind
   */
  public AccountCredentials change(KeyAlgorithm algorithm) {
    OrderLint.at(directory()).checkAccountKey(algorithm);
    AccountCredentials before =
        resume().or(() -> accounts.find(directory())).orElseThrow(this::noAccount);
    PendingKey pending = new PendingKey(before, AccountKey.generate(algorithm));
    keys.savePending(directory(), pending);
    try {
      return settle(pending, client.accounts().changeKey(before, pending.newKey()));
    } catch (InvalidRequestException e) {
      // Nothing was sent.
      settle(pending, before);
      throw e;
    }
  }

  private InvalidRequestException noAccount() {
    return new InvalidRequestException(
        "There is no account at %s in the store. Make one first: it comes with a new key."
            .formatted(directory()));
  }

  /**
   * Brings a change to its end that was cut off: asks the CA which of the two keys it accepts, the
   * new one first, and drops the other. Call it before the stored account is used. Without such a
   * change, it sends nothing.
   *
   * @return the account with the key that the CA accepts, which is in the store; empty if there was
   *     no change to end
   * @throws RejectedException if the CA knows neither; both keys are kept then, as after any other
   *     failure
   */
  public Optional<AccountCredentials> resume() {
    return keys.findPending(directory()).map(pending -> settle(pending, accepted(pending)));
  }

  private AccountCredentials accepted(PendingKey pending) {
    try {
      if (hasAccount(pending.newKey(), pending)) {
        return pending.changed();
      }
    } catch (RejectedException e) {
      if (!NOT_THE_KEY.contains(e.kind())) {
        throw e;
      }
    }
    if (hasAccount(pending.account().key(), pending)) {
      return pending.account();
    }
    throw new ProtocolViolationException(
        "%s says that neither the old nor the new key of %s belongs to that account."
            .formatted(directory(), pending.account().url()),
        "Both keys are still in the store. Check that its account is one of this CA.",
        null);
  }

  private boolean hasAccount(AccountKey key, PendingKey pending) {
    return client.accounts().find(key).url().equals(pending.account().url());
  }

  private AccountCredentials settle(PendingKey pending, AccountCredentials account) {
    keys.settle(directory(), pending, account);
    return account;
  }

  private URI directory() {
    return client.directoryUrl();
  }
}
