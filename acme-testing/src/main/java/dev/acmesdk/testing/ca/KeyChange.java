package dev.acmesdk.testing.ca;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** RFC 8555 section 7.3.5: another key for an account, in the order of the checks there. */
final class KeyChange {
  private static final String INNER = "The inner JWS";

  private final Urls urls;
  private final Accounts accounts;
  private final Ledger ledger;

  KeyChange(Urls urls, Accounts accounts, Ledger ledger) {
    this.urls = urls;
    this.accounts = accounts;
    this.ledger = ledger;
  }

  Answer keyChange(Call call) {
    Account account = call.account();
    Jws inner = Jws.inner(call.json(), INNER);
    Jwk key = verified(inner);
    if (!inner.url().equals(call.url())) {
      throw Refusal.malformed(
          "%s has the url \"%s\"; it must be that of the outer one".formatted(INNER, inner.url()));
    }
    checkPayload(Json.object(inner.payload(), "The payload of the inner JWS"), account);
    ledger.requireNotCertified(key);
    Optional<Account> holder = accounts.byKey(key);
    if (holder.isPresent()) {
      throw new Refusal(
          Problem.of(ProblemKind.MALFORMED, "The new key is that of an account already")
              .withStatus(409),
          new Header("Location", urls.account(holder.get().id())));
    }
    accounts.changeKey(account, key);
    return Answer.json(200, account.json(urls));
  }

  private static Jwk verified(Jws inner) {
    SignatureAlgorithm algorithm = SignatureAlgorithm.named(inner.algorithm());
    if (inner.kid().isPresent() || inner.jwk().isEmpty()) {
      throw Refusal.malformed(INNER + " must have \"jwk\" and no \"kid\"");
    }
    Jwk key = Jwk.parse(inner.jwk().get());
    algorithm.verify(key, inner);
    return key;
  }

  private void checkPayload(JsonNode change, Account account) {
    String url = Json.string(change, "account", "the payload of the inner JWS");
    if (!url.equals(urls.account(account.id()))) {
      throw Refusal.malformed("The inner JWS is about the account \"%s\"".formatted(url));
    }
    JsonNode old = change.get("oldKey");
    if (old == null || !Jwk.parse(old).thumbprint().equals(account.key().thumbprint())) {
      throw Refusal.malformed("\"oldKey\" is not the key of the account");
    }
  }
}
