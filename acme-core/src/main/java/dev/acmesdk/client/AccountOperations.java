package dev.acmesdk.client;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.error.ExternalAccountRequiredException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.TermsNotAgreedException;
import dev.acmesdk.protocol.Account;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.ProblemType;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What can be done with accounts (RFC 8555 section 7.3). As thread-safe as the client that it comes
 * from.
 *
 * <p>An account that was deactivated by its owner or revoked by the CA has ended for good: all that
 * is asked for in its name is refused with a {@link RejectedException}, usually of kind {@code
 * UNAUTHORIZED}.
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
   * @throws ExternalAccountRequiredException if the server wants an external account binding, and
   *     the request has none
   * @throws RejectedException of kind {@code UNAUTHORIZED}, among others, if the account of the key
   *     has ended, or the external account is not accepted
   */
  public Account create(AccountKey key, NewAccount request) {
    return new NewAccounts(requests).create(key, request);
  }

  /**
   * Finds the account that a key has (RFC 8555 section 7.3.1), and never makes one.
   *
   * @param key the account's key
   * @return the account
   * @throws RejectedException of kind {@code ACCOUNT_DOES_NOT_EXIST} if there is none
   */
  public Account find(AccountKey key) {
    return new NewAccounts(requests).find(key);
  }

  /**
   * Asks what the server knows of an account.
   *
   * @param account the account
   * @return the account as it is now
   */
  public Account read(AccountCredentials account) {
    return Resources.account(
        requests.read(account, account.url(), MediaTypes.JSON, "to show the account"),
        account.url());
  }

  /**
   * Replaces the contacts of an account (RFC 8555 section 7.3.2). Do not rely on the answer to show
   * them: many servers keep no contacts, and say so by leaving them out.
   *
   * @param account the account
   * @param contact contact URLs, {@code mailto:} and one address each; none to remove all
   * @return the account as it is now
   * @throws dev.acmesdk.error.InvalidRequestException if a contact is unusable
   */
  public Account updateContact(AccountCredentials account, List<String> contact) {
    Map<String, ?> payload = Map.of("contact", Contacts.checked(contact));
    HttpReply reply =
        requests.send(account.url(), Requests.signer(account), payload, "to change the contacts");
    return Resources.account(reply, account.url());
  }

  /**
   * Ends an account, for good (RFC 8555 section 7.3.6). Certificates stay valid; open orders do
   * not. If only the answer got lost, the account is found deactivated instead.
   *
   * @param account the account
   * @return the account as it is now
   */
  public Account deactivate(AccountCredentials account) {
    return requests
        .retries()
        .repeat(
            "to deactivate the account", () -> deactivateOnce(account), () -> deactivated(account));
  }

  private Account deactivateOnce(AccountCredentials account) {
    HttpReply reply =
        requests.sendOnce(
            account.url(),
            Requests.signer(account),
            Map.of("status", "deactivated"),
            "to deactivate the account");
    return Resources.account(reply, account.url());
  }

  private Optional<Account> deactivated(AccountCredentials account) {
    try {
      return Optional.of(read(account)).filter(now -> now.status() == Account.Status.DEACTIVATED);
    } catch (RejectedException e) {
      if (e.kind() == ProblemType.UNAUTHORIZED) {
        return Optional.of(
            new Account(account.url(), Account.Status.DEACTIVATED, List.of(), false, null));
      }
      throw e;
    }
  }

  /**
   * Lists the orders of an account (RFC 8555 section 7.1.2.1). The list is fetched page by page, as
   * far as the stream is read; failures to do so come out of the stream's own methods. Servers may
   * leave out what is invalid.
   *
   * @param account the account
   * @return the URLs of its orders, to be read once and by one thread; empty if the server has no
   *     such list although the RFC demands it, as Let's Encrypt, which is not the same as a list of
   *     no orders
   */
  public Optional<Stream<URI>> orders(AccountCredentials account) {
    return Optional.ofNullable(read(account).orders())
        .map(list -> new OrdersList(requests, account, list))
        .map(
            pages ->
                Spliterators.spliteratorUnknownSize(
                    pages, Spliterator.ORDERED | Spliterator.NONNULL))
        .map(pages -> StreamSupport.stream(pages, false));
  }

  /**
   * Gives an account a new key (RFC 8555 section 7.3.5). Orders, authorizations and certificates
   * are not affected.
   *
   * <p>From the moment at which the server carries this out, the old key is worthless and the new
   * one is all there is, even if the answer never arrives. So <b>store the new key, as one to come,
   * before you call this</b>, as {@code AccountKeyRollover} does. Should it fail without telling
   * what became of the request, call it again with the same keys: it finds out, and does nothing
   * that is done already.
   *
   * @param account the account with its present key
   * @param newKey a key that was made for this account alone; RFC 8555 section 11.1 forbids the key
   *     of another account or of a certificate
   * @return the account with its new key
   * @throws dev.acmesdk.error.AccountKeyInUseException if another account has the new key
   * @throws dev.acmesdk.error.InvalidRequestException if the account has that key already, or the
   *     server does not change keys; nothing was sent then
   */
  public AccountCredentials changeKey(AccountCredentials account, AccountKey newKey) {
    return new KeyChange(requests, account, newKey).run();
  }
}
