package dev.acmesdk;

import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.issuance.Progress;
import dev.acmesdk.protocol.Account;
import dev.acmesdk.protocol.AccountCredentials;
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
                  return client.accounts().find(account.key());
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
                    accounts.stored().map(account -> client.accounts().find(account.key()))));
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
