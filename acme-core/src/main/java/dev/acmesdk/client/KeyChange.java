package dev.acmesdk.client;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.error.AccountKeyInUseException;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Directory;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Gives an account a new key (RFC 8555 section 7.3.5), once, whatever gets lost on the way. */
final class KeyChange {
  private static final String ACTION = "to change the account's key";
  private static final int CONFLICT = 409;

  private final Requests requests;
  private final NewAccounts accounts;
  private final AccountCredentials before;
  private final AccountCredentials after;

  KeyChange(Requests requests, AccountCredentials account, AccountKey newKey) {
    if (newKey.equals(account.key())) {
      throw new InvalidRequestException(
          "The account %s has this key already. Generate a new one for this account alone."
              .formatted(account.url()));
    }
    this.requests = requests;
    this.accounts = new NewAccounts(requests);
    this.before = account;
    this.after = new AccountCredentials(account.url(), newKey);
  }

  AccountCredentials run() {
    try {
      return requests.at(
          KeyChange::resource,
          url -> requests.retries().repeat(ACTION, () -> send(url), this::done));
    } catch (RejectedException e) {
      // The old key is refused also when it has been changed by an earlier call.
      return doneEarlier(e);
    }
  }

  private static URI resource(Directory directory) {
    URI url = directory.keyChange();
    if (url == null) {
      throw new InvalidRequestException(
          "The CA at %s does not change account keys. Keep the key, or make a new account with another."
              .formatted(directory.url()));
    }
    return url;
  }

  private AccountCredentials send(URI url) {
    HttpReply reply = requests.post(url, Requests.signer(before), innerJws(url));
    if (reply.status() == CONFLICT) {
      return heldBy(reply);
    }
    requests.checked(reply, ACTION);
    return after;
  }

  private Map<String, String> innerJws(URI url) {
    Map<String, Object> keyChange = new LinkedHashMap<>();
    keyChange.put("account", before.url().toString());
    keyChange.put("oldKey", before.key().jwk().members());
    return JsonWebSignature.inner(after.key(), url, Json.bytes(keyChange));
  }

  /** The Location is only recommended: without it, the new key is asked whose it is. */
  private AccountCredentials heldBy(HttpReply conflict) {
    URI holder =
        Optional.ofNullable(conflict.location())
            .or(() -> accounts.holder(after.key()))
            .orElse(null);
    if (after.url().equals(holder)) {
      return after;
    }
    throw new AccountKeyInUseException(before.url(), holder, Answers.problem(conflict));
  }

  /** What became of a request whose answer got lost. */
  private Optional<AccountCredentials> done() {
    Optional<URI> holder = accounts.holder(after.key());
    if (holder.isPresent() && !holder.get().equals(after.url())) {
      throw new AccountKeyInUseException(before.url(), holder.get(), null);
    }
    return holder.map(url -> after);
  }

  private AccountCredentials doneEarlier(RejectedException refusal) {
    try {
      return done().orElseThrow(() -> refusal);
    } catch (AccountKeyInUseException e) {
      throw e;
    } catch (AcmeException e) {
      if (e != refusal) {
        refusal.addSuppressed(e);
      }
      throw refusal;
    }
  }
}
