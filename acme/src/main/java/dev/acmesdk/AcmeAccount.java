package dev.acmesdk;

import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.RevocationOutcome;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.issuance.Progress;
import dev.acmesdk.protocol.Account;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.RevocationReason;
import dev.acmesdk.renewal.AccountKeyRollover;
import dev.acmesdk.store.Lineage;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The account at a CA, and what can be done with it. Immutable; may be used again and again, and by
 * several threads.
 *
 * <p>All verbs throw kinds of {@link dev.acmesdk.error.AcmeException}.
 */
public final class AcmeAccount extends CaSettings<AcmeAccount> {
  AcmeAccount(Settings settings) {
    super(settings);
  }

  @Override
  AcmeAccount copy(Settings changed) {
    return new AcmeAccount(changed);
  }

  /**
   * Makes sure that there is an account: Certbot's {@code register}. A stored one is looked at, and
   * no other is made; the address and the agreement matter only for a new one.
   *
   * @return the account as the CA sees it
   */
  public Account register() {
    return Interruption.ends(
        () ->
            withAccounts(
                (client, accounts) -> {
                  var request = accounts.newAccount();
                  AccountCredentials account =
                      accounts.stored().orElseGet(() -> accounts.make(request));
                  return client.accounts().read(account);
                }));
  }

  /**
   * Looks at the stored account: Certbot's {@code show_account}.
   *
   * @return the account as the CA sees it; empty if none is stored for this CA
   */
  public Optional<Account> find() {
    return Interruption.ends(
        () ->
            withAccounts(
                (client, accounts) ->
                    accounts.stored().map(account -> client.accounts().read(account))));
  }

  /**
   * Tells the CA other addresses to write to, those of {@link #email}, instead of the ones that it
   * has: Certbot's {@code update_account}. Without any, it is to write to nobody.
   *
   * @return the account as the CA sees it; many CAs keep no addresses
   * @throws InvalidRequestException if no account is stored for this CA
   */
  public Account updateContact() {
    return withStored(
        (client, accounts, account) ->
            client.accounts().updateContact(account, accounts.newAccount().contact()));
  }

  /**
   * Gives the account a new key (RFC 8555 section 7.3.5), of the kind that {@link
   * #accountKeyAlgorithm} names. The new key is stored before the CA hears of it, and the old one
   * dropped when the CA has confirmed; what is cut off in between is ended by the next verb that
   * uses the account.
   *
   * @return the account as the CA sees it with its new key
   * @throws InvalidRequestException if no account is stored for this CA, or the store cannot keep a
   *     second key
   */
  public Account changeKey() {
    return withStored(
        (client, accounts, account) ->
            client
                .accounts()
                .read(
                    AccountKeyRollover.of(client, settings.accounts())
                        .change(settings.accountKeyAlgorithm)));
  }

  /**
   * Ends the account for good, at the CA and in the store (RFC 8555 section 7.3.6): Certbot's
   * {@code unregister}. Its certificates stay valid; they can be revoked with their own keys.
   *
   * @return the account as the CA saw it last
   * @throws InvalidRequestException if no account is stored for this CA
   */
  public Account deactivate() {
    return withStored(
        (client, accounts, account) -> {
          Account ended = client.accounts().deactivate(account);
          accounts.remove(account);
          return ended;
        });
  }

  /**
   * Revokes a certificate (RFC 8555 section 7.6): Certbot's {@code revoke}. It is signed by the
   * stored account, of several by the lineage's own, or by the certificate's own key if none is
   * stored for this CA. What is stored of the certificate stays there.
   *
   * @param lineage the certificate
   * @param reason why
   * @return whether it was revoked by this call or had been before, which is success as well
   */
  public RevocationOutcome revoke(Lineage lineage, RevocationReason reason) {
    return Interruption.ends(
        () ->
            withAccounts(
                (client, accounts) -> {
                  X509Certificate certificate = lineage.chain().leaf();
                  Optional<AccountCredentials> stored =
                      accounts.stored(Optional.of(lineage.name()));
                  return stored.isPresent()
                      ? client.certificates().revoke(stored.get(), certificate, reason)
                      : client.certificates().revoke(lineage.privateKey(), certificate, reason);
                }));
  }

  /** Something to do with the account that is stored. */
  @FunctionalInterface
  private interface Verb {
    Account apply(AcmeClient client, Accounts accounts, AccountCredentials account);
  }

  private Account withStored(Verb verb) {
    return Interruption.ends(
        () ->
            withAccounts(
                (client, accounts) ->
                    verb.apply(client, accounts, accounts.stored().orElseThrow(this::noneStored))));
  }

  private InvalidRequestException noneStored() {
    return new InvalidRequestException(
        "No account of %s is stored. Make one with register(), or point storeIn(…) to where it is."
            .formatted(settings.directory));
  }

  private <T> T withAccounts(BiFunction<AcmeClient, Accounts, T> use) {
    try (AcmeClient connected = settings.client(settings.directory)) {
      AcmeClient client = connected.withDeadline(settings.deadline());
      return use.apply(
          client,
          new Accounts(settings, settings.directory, client, new Progress(settings.listener)));
    }
  }
}
