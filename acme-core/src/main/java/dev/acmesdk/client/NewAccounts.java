package dev.acmesdk.client;

import dev.acmesdk.client.JsonWebSignature.Signer;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.ExternalAccountRequiredException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.TermsNotAgreedException;
import dev.acmesdk.protocol.Account;
import dev.acmesdk.protocol.Directory;
import dev.acmesdk.protocol.Problem;
import dev.acmesdk.protocol.ProblemType;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes and finds accounts (RFC 8555 sections 7.3, 7.3.1 and 7.3.4). */
final class NewAccounts {
  private static final String MAKE = "to make the account";

  private static final Set<ProblemType> BINDING_REFUSED =
      Set.of(
          ProblemType.UNAUTHORIZED, ProblemType.MALFORMED, ProblemType.EXTERNAL_ACCOUNT_REQUIRED);

  private static final String OTHER_CREDENTIALS =
      "If this is about the external account: its credentials may be used up, expired (Google's after 7 days), or made for another environment of the CA (staging, production). Get new ones from the CA, and check that key identifier and MAC key belong together.";

  private final Requests requests;

  NewAccounts(Requests requests) {
    this.requests = requests;
  }

  Account create(AccountKey key, NewAccount request) {
    checkConditions(requests.directory().meta(), request);
    try {
      return usable(post(key, url -> payload(key, request, url), MAKE));
    } catch (RejectedException e) {
      return afterRefusal(e, key, request.externalAccount());
    }
  }

  private void checkConditions(Directory.Meta meta, NewAccount request) {
    if (meta.termsOfService() != null && !request.termsOfServiceAgreed()) {
      throw new TermsNotAgreedException(meta.termsOfService());
    }
    if (meta.externalAccountRequired() && request.externalAccount() == null) {
      throw new ExternalAccountRequiredException(requests.directoryUrl());
    }
  }

  private static Map<String, Object> payload(AccountKey key, NewAccount request, URI url) {
    Map<String, Object> payload = new LinkedHashMap<>();
    if (request.termsOfServiceAgreed()) {
      payload.put("termsOfServiceAgreed", true);
    }
    if (!request.contact().isEmpty()) {
      payload.put("contact", request.contact());
    }
    if (request.externalAccount() != null) {
      payload.put(
          "externalAccountBinding", JsonWebSignature.binding(request.externalAccount(), url, key));
    }
    return payload;
  }

  /** An account that has ended is of no use, and the CA will never make another for its key. */
  private static Account usable(Account account) {
    if (account.status() != Account.Status.DEACTIVATED
        && account.status() != Account.Status.REVOKED) {
      return account;
    }
    throw new RejectedException(
        MAKE,
        Problem.of(
            ProblemType.UNAUTHORIZED,
            "The key's account %s is %s"
                .formatted(account.url(), account.status().name().toLowerCase(Locale.ROOT))),
        "Such an account never comes back: use another account key.",
        null);
  }

  private Account afterRefusal(
      RejectedException e, AccountKey key, @Nullable ExternalAccount external) {
    if (external == null) {
      throw e.kind() == ProblemType.EXTERNAL_ACCOUNT_REQUIRED
          ? new ExternalAccountRequiredException(requests.directoryUrl(), e.problem().orElseThrow())
          : e;
    }
    if (!BINDING_REFUSED.contains(e.kind())) {
      throw e;
    }
    return boundBefore(e, key);
  }

  /** Credentials may be used up because they were used for this very key. */
  private Account boundBefore(RejectedException e, AccountKey key) {
    try {
      return usable(find(key));
    } catch (AcmeException none) {
      RejectedException refused =
          new RejectedException(
              MAKE, e.problem().orElseThrow(), OTHER_CREDENTIALS, e.retryAt().orElse(null));
      refused.addSuppressed(none);
      throw refused;
    }
  }

  Account find(AccountKey key) {
    return post(key, url -> Map.of("onlyReturnExisting", true), "to find the account");
  }

  /** The account that has a key, if one has it. */
  Optional<URI> holder(AccountKey key) {
    try {
      return Optional.of(find(key).url());
    } catch (RejectedException e) {
      if (e.kind() == ProblemType.ACCOUNT_DOES_NOT_EXIST) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Account post(AccountKey key, Function<URI, Map<String, Object>> payload, String action) {
    HttpReply reply =
        requests.at(
            Directory::newAccount,
            url -> requests.send(url, new Signer(key, null), payload.apply(url), action));
    return Resources.account(reply, Requests.requiredLocation(reply, "account"));
  }
}
