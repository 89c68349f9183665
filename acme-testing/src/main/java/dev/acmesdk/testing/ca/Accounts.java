package dev.acmesdk.testing.ca;

import java.net.URI;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All accounts. Safe for several threads. */
final class Accounts {
  private final Urls urls;
  private final Map<String, Account> byUrl = new ConcurrentHashMap<>();
  private final Map<String, Account> byThumbprint = new ConcurrentHashMap<>();

  Accounts(Urls urls) {
    this.urls = urls;
  }

  void add(Account account) {
    byUrl.put(urls.account(account.id()), account);
    byThumbprint.put(account.key().thumbprint(), account);
  }

  /** RFC 8555 section 7.3.5; the caller has made sure that the key is nobody's. */
  void changeKey(Account account, Jwk key) {
    byThumbprint.remove(account.key().thumbprint());
    account.key(key);
    byThumbprint.put(key.thumbprint(), account);
  }

  Account byUrl(String url) {
    Account account = byUrl.get(url);
    if (account == null) {
      throw Refusal.of(
          ProblemKind.ACCOUNT_DOES_NOT_EXIST, "Account \"%s\" not found".formatted(url));
    }
    return account;
  }

  /** For those who are not clients. */
  Account known(URI url) {
    Account account = byUrl.get(url.toString());
    if (account == null) {
      throw new IllegalArgumentException("This CA has no account " + url);
    }
    return account;
  }

  Optional<Account> byKey(Jwk key) {
    return Optional.ofNullable(byThumbprint.get(key.thumbprint()));
  }

  boolean isAccountKey(PublicKey key) {
    return byUrl.values().stream().anyMatch(a -> a.key().publicKey().equals(key));
  }
}
