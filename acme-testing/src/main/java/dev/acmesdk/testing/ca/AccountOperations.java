package dev.acmesdk.testing.ca;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** RFC 8555 section 7.3: creating, finding, reading, changing and deactivating accounts. */
final class AccountOperations {
  private final Urls urls;
  private final Accounts accounts;
  private final Ledger ledger;
  private final Terms terms;
  private final ExternalAccounts externalAccounts;

  AccountOperations(
      Urls urls, Accounts accounts, Ledger ledger, Terms terms, ExternalAccounts externalAccounts) {
    this.urls = urls;
    this.accounts = accounts;
    this.ledger = ledger;
    this.terms = terms;
    this.externalAccounts = externalAccounts;
  }

  Answer newAccount(Call call) {
    JsonNode wish = call.json();
    Optional<Account> existing = accounts.byKey(call.key());
    if (existing.isPresent()) {
      existing.get().requireValid();
      return located(200, existing.get());
    }
    if (Json.flag(wish, "onlyReturnExisting", "the payload")) {
      throw Refusal.of(ProblemKind.ACCOUNT_DOES_NOT_EXIST, "No account exists with this key");
    }
    List<String> contacts = ContactRules.read(wish);
    boolean agreed = Json.flag(wish, "termsOfServiceAgreed", "the payload");
    terms.requireAgreement(agreed);
    Map<String, Object> binding = externalAccounts.binding(wish, call);
    ledger.requireNotCertified(call.key());
    Account account =
        new Account(Tokens.shortOne(), call.key(), agreed, terms.current(), contacts, binding);
    accounts.add(account);
    return located(201, account);
  }

  private Answer located(int status, Account account) {
    return Answer.json(status, account.json(urls)).with("Location", urls.account(account.id()));
  }

  /** RFC 8555 sections 7.3.2 and 7.3.6, and reading. */
  Answer account(Call call) {
    Account account = accounts.byUrl(urls.account(call.id()));
    call.requireOwner(account, "account");
    if (!call.isPostAsGet()) {
      update(account, call.json());
    }
    return Answer.json(200, account.json(urls));
  }

  private static void update(Account account, JsonNode change) {
    Optional<String> status = Json.optionalString(change, "status", "the payload");
    if (status.isEmpty() && !change.has("contact")) {
      throw Refusal.malformed(
          "The update changes nothing that can be changed; read an account with POST-as-GET");
    }
    if (status.isPresent() && !status.get().equals("deactivated")) {
      throw Refusal.malformed(
          "A client can set the status of an account to \"deactivated\" only, not to \"%s\""
              .formatted(status.get()));
    }
    List<String> contacts = ContactRules.read(change);
    if (change.has("contact")) {
      account.contacts(contacts);
    }
    status.ifPresent(deactivated -> account.deactivate());
  }
}
