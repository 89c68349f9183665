package dev.acmesdk;

import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.NewAccount;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.issuance.IssuanceEvent;
import dev.acmesdk.issuance.Progress;
import dev.acmesdk.protocol.Account;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.store.AccountStore;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The account at one CA: from the store, or new and then in the store. */
final class Accounts {
  private final Settings settings;
  private final AccountStore store;
  private final URI directory;
  private final AcmeClient client;
  private final Progress progress;

  Accounts(Settings settings, URI directory, AcmeClient client, Progress progress) {
    this.settings = settings;
    this.store = settings.accounts();
    this.directory = directory;
    this.client = client;
    this.progress = progress;
  }

  /** Reads the store before anything is sent, so that an unreadable one is found out first. */
  Optional<AccountCredentials> stored() {
    return store
        .find(directory)
        .filter(
            account -> settings.accountKey == null || account.key().equals(settings.accountKey));
  }

  /** What to say if the account must be made, checked before anything is sent. */
  NewAccount newAccount() {
    List<String> contact = settings.emails.stream().map(email -> "mailto:" + email).toList();
    try {
      return new NewAccount(contact, settings.termsOfServiceAgreed);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException(String.valueOf(e.getMessage()));
    }
  }

  AccountCredentials make(NewAccount request) {
    AccountKey key =
        settings.accountKey == null
            ? AccountKey.generate(settings.accountKeyAlgorithm)
            : settings.accountKey;
    Account made = client.newAccount(key, request);
    AccountCredentials account = new AccountCredentials(made.url(), key);
    Interruption.waitsFor(
        () -> {
          store.save(directory, account);
          return account;
        });
    progress.report(new IssuanceEvent.AccountReady(made.url()));
    return account;
  }
}
