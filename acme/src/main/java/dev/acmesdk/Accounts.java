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
import java.util.regex.Pattern;

/** The account at one CA: from the store, or new and then in the store. */
final class Accounts {
  /** Loose, but without what RFC 8555 section 7.3 forbids in a contact: lists and header fields. */
  private static final Pattern EMAIL = Pattern.compile("[^\\s@?,:<>]+@[^\\s@?,:<>]+");

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

  /** What to say if the account must be made. */
  NewAccount newAccount() {
    List<String> findings =
        settings.emails.stream()
            .filter(email -> !EMAIL.matcher(email).matches())
            .map(
                ("\"%s\" is not an e-mail address. Give each one alone, such as"
                        + " admin@example.com.")
                    ::formatted)
            .toList();
    if (!findings.isEmpty()) {
      throw new InvalidRequestException(findings);
    }
    return new NewAccount(
        settings.emails.stream().map(email -> "mailto:" + email).toList(),
        settings.termsOfServiceAgreed);
  }

  /** The account to use, unless it must be made. */
  Optional<AccountCredentials> stored() {
    return found()
        .filter(
            account -> settings.accountKey == null || account.key().equals(settings.accountKey));
  }

  private Optional<AccountCredentials> found() {
    try {
      return store.find(directory);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException(String.valueOf(e.getMessage()));
    }
  }

  AccountCredentials make(NewAccount request) {
    AccountKey key =
        settings.accountKey == null
            ? AccountKey.generate(settings.accountKeyAlgorithm)
            : settings.accountKey;
    Account made = client.accounts().create(key, request);
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
