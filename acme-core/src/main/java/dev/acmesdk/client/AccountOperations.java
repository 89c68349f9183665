package dev.acmesdk.client;

import dev.acmesdk.client.JsonWebSignature.Signer;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.error.ExternalAccountRequiredException;
import dev.acmesdk.error.TermsNotAgreedException;
import dev.acmesdk.protocol.Account;
import dev.acmesdk.protocol.Directory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What can be done with accounts (RFC 8555 section 7.3). As thread-safe as the client that it comes
 * from.
 */
public final class AccountOperations {
  private final Requests requests;

  AccountOperations(Requests requests) {
    this.requests = requests;
  }

  /**
   * Makes an account, or finds the one that the key already has (RFC 8555 section 7.3).
   *
   * @param key the account's key
   * @param request what to tell the server
   * @return the account; keep its URL with the key
   * @throws TermsNotAgreedException if the server has terms that were not agreed to
   * @throws ExternalAccountRequiredException if the server wants an external account binding
   */
  public Account create(AccountKey key, NewAccount request) {
    Directory.Meta meta = requests.directory().meta();
    if (meta.termsOfService() != null && !request.termsOfServiceAgreed()) {
      throw new TermsNotAgreedException(meta.termsOfService());
    }
    if (meta.externalAccountRequired()) {
      throw new ExternalAccountRequiredException(requests.directoryUrl());
    }
    ObjectNode payload = Json.newObject();
    if (request.termsOfServiceAgreed()) {
      payload.put("termsOfServiceAgreed", true);
    }
    if (!request.contact().isEmpty()) {
      ArrayNode contact = payload.putArray("contact");
      request.contact().forEach(contact::add);
    }
    return account(key, payload, "to make the account");
  }

  /**
   * Finds the account that a key has (RFC 8555 section 7.3.1), and never makes one.
   *
   * @param key the account's key
   * @return the account
   * @throws dev.acmesdk.error.RejectedException of kind {@code ACCOUNT_DOES_NOT_EXIST} if there is
   *     none
   */
  public Account find(AccountKey key) {
    return account(key, Json.newObject().put("onlyReturnExisting", true), "to find the account");
  }

  private Account account(AccountKey key, ObjectNode payload, String action) {
    HttpReply reply =
        requests.at(
            Directory::newAccount,
            url -> requests.send(url, new Signer(key, null), payload, action));
    return Resources.account(reply, Requests.requiredLocation(reply, "account"));
  }
}
