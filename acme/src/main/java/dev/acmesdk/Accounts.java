package dev.acmesdk;

import dev.acmesdk.ca.CertificateAuthorities;
import dev.acmesdk.ca.OrderLint;
import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.NewAccount;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.error.ExternalAccountRequiredException;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.issuance.IssuanceEvent;
import dev.acmesdk.issuance.Progress;
import dev.acmesdk.protocol.Account;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.ProblemType;
import dev.acmesdk.renewal.AccountKeyRollover;
import dev.acmesdk.store.AccountChoice;
import dev.acmesdk.store.AccountStore;
import dev.acmesdk.store.KeyRollover;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The account at one CA: from the store, or new and then in the store. */
final class Accounts {
  /** Loose, but without what RFC 8555 section 7.3 forbids in a contact: lists and header fields. */
  private static final Pattern EMAIL = Pattern.compile("[^\\s@?,:<>]+@[^\\s@?,:<>]+");

  private static final Set<String> FORMER_HOSTS =
      Set.of("acme-v01.api.letsencrypt.org", "acme-staging.api.letsencrypt.org");

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
    return new NewAccount(contact(), settings.termsOfServiceAgreed, settings.externalAccount);
  }

  /** The account to use, unless it must be made. */
  Optional<AccountCredentials> stored() {
    return stored(Optional.empty());
  }

  /**
   * The account to use for a lineage, unless it must be made: the lineage's own, while that is
   * kept.
   */
  Optional<AccountCredentials> stored(Optional<String> lineage) {
    endKeyChange();
    return lineage
        .flatMap(this::own)
        .or(this::found)
        .filter(account -> settings.accountKey == null || account.key().equals(settings.accountKey))
        .map(account -> isFormer(account.url()) ? moved(account) : account);
  }

  /** A key that the caller gives says more than the store. */
  private Optional<AccountCredentials> own(String lineage) {
    return settings.accountKey == null && store instanceof AccountChoice choice
        ? choice.accountOf(directory, lineage)
        : Optional.empty();
  }

  /** Certbot's oldest accounts are noted with the URL that they had in the protocol's draft. */
  private static boolean isFormer(URI account) {
    return FORMER_HOSTS.contains(String.valueOf(account.getHost()));
  }

  private AccountCredentials moved(AccountCredentials former) {
    AccountCredentials moved =
        new AccountCredentials(client.accounts().find(former.key()).url(), former.key());
    store.save(directory, moved);
    return moved;
  }

  /** Finds out whether there can be an account at this CA in this store. */
  void check() {
    found();
  }

  /** A change of the account's key that was cut off leaves open which key the CA accepts. */
  private void endKeyChange() {
    if (store instanceof KeyRollover && found().isPresent()) {
      AccountKeyRollover.of(client, store)
          .resume()
          .ifPresent(account -> progress.report(new IssuanceEvent.AccountReady(account.url())));
    }
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
    OrderLint.at(directory).checkAccountKey(key.algorithm());
    Account made = account(key, request);
    AccountCredentials account = new AccountCredentials(made.url(), key);
    Interruption.waitsFor(
        () -> {
          store.save(directory, account);
          return account;
        });
    progress.report(new IssuanceEvent.AccountReady(made.url()));
    return account;
  }

  /** A key of the caller's own may have an account that was bound when it was made. */
  private Account account(AccountKey key, NewAccount request) {
    if (request.externalAccount() != null || !isExternalAccountRequired()) {
      return client.accounts().create(key, request);
    }
    if (settings.accountKey == null) {
      throw new ExternalAccountRequiredException(directory);
    }
    return existing(key);
  }

  private Account existing(AccountKey key) {
    try {
      return client.accounts().find(key);
    } catch (RejectedException e) {
      if (e.kind() != ProblemType.ACCOUNT_DOES_NOT_EXIST) {
        throw e;
      }
      ExternalAccountRequiredException required = new ExternalAccountRequiredException(directory);
      required.addSuppressed(e);
      throw required;
    }
  }

  /** Some CAs want one and do not say so in their directory. */
  private boolean isExternalAccountRequired() {
    return CertificateAuthorities.at(directory)
            .map(ca -> ca.externalAccount().isRequired())
            .orElse(false)
        || client.directory().meta().externalAccountRequired();
  }

  /** Addresses as the CA wants them. */
  List<String> contact() {
    return settings.emails.stream().map(email -> "mailto:" + email).toList();
  }

  void remove(AccountCredentials account) {
    store.remove(directory, account);
  }
}
