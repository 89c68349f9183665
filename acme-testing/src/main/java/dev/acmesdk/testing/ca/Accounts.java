package dev.acmesdk.testing.ca;

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

  Account byUrl(String url) {
    Account account = byUrl.get(url);
    if (account == null) {
      throw Refusal.of(
          ProblemKind.ACCOUNT_DOES_NOT_EXIST, "Account \"%s\" not found".formatted(url));
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
