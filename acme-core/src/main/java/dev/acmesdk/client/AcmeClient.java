package dev.acmesdk.client;

import dev.acmesdk.client.JsonWebSignature.Signer;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.Base64Url;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.CertificateSigningRequest;
import dev.acmesdk.error.ExternalAccountRequiredException;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.error.TermsNotAgreedException;
import dev.acmesdk.protocol.Account;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Authorization;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Directory;
import dev.acmesdk.protocol.Order;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks ACME v2 with one server: one method for each operation of RFC 8555 section 7, values in,
 * values out. For a certificate in one call, use {@code CertificateIssuer} or the facade {@code
 * Acme}.
 *
 * <p>A client is safe for use by several threads, which share its connections and nonces. All
 * methods throw kinds of {@link dev.acmesdk.error.AcmeException}; an interrupted thread is an
 * interrupted call.
 */
public final class AcmeClient implements AutoCloseable {
  private static final byte[] POST_AS_GET = new byte[0];

  private final DirectoryCache directory;
  private final SignedRequests requests;
  private final Polling polling;
  private final Runnable onClose;

  AcmeClient(
      URI directory,
      HttpTransport http,
      Clock clock,
      Pause pause,
      RandomGenerator random,
      Runnable onClose) {
    this.directory = new DirectoryCache(directory, http, clock);
    this.requests = new SignedRequests(http, clock, pause, () -> this.directory.get().newNonce());
    this.polling = new Polling(clock, pause, random);
    this.onClose = onClose;
  }

  /**
   * Sets up a client.
   *
   * @param directory the URL of the server's directory, the one thing that must be known of it
   * @return a builder
   * @throws dev.acmesdk.error.InvalidRequestException if it is not an HTTPS URL
   */
  public static AcmeClientBuilder builder(URI directory) {
    return new AcmeClientBuilder(directory);
  }

  /**
   * The server's directory (RFC 8555 section 7.1.1). It is fetched once and kept for a day.
   *
   * @return where the server's resources are
   */
  public Directory directory() {
    return directory.get();
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
  public Account newAccount(AccountKey key, NewAccount request) {
    Directory.Meta meta = directory().meta();
    if (meta.termsOfService() != null && !request.termsOfServiceAgreed()) {
      throw new TermsNotAgreedException(meta.termsOfService());
    }
    if (meta.externalAccountRequired()) {
      throw new ExternalAccountRequiredException(directory().url());
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
  public Account findAccount(AccountKey key) {
    return account(key, Json.newObject().put("onlyReturnExisting", true), "to find the account");
  }

  private Account account(AccountKey key, ObjectNode payload, String action) {
    HttpReply reply =
        send(directory().newAccount(), new Signer(key, null), Json.bytes(payload), action);
    return Resources.account(reply, requiredLocation(reply, "account"));
  }

  /**
   * Places an order (RFC 8555 section 7.4).
   *
   * @param account who orders
   * @param request what to order
   * @return the order; its URL finds it again
   */
  public Order newOrder(AccountCredentials account, NewOrder request) {
    ObjectNode payload = Json.newObject();
    ArrayNode identifiers = payload.putArray("identifiers");
    request
        .identifiers()
        .forEach(
            identifier ->
                identifiers
                    .addObject()
                    .put("type", identifier.type())
                    .put("value", identifier.value()));
    if (request.profile() != null) {
      payload.put("profile", request.profile());
    }
    HttpReply reply =
        send(directory().newOrder(), signer(account), Json.bytes(payload), "to place the order");
    return Resources.order(reply, requiredLocation(reply, "order"));
  }

  /**
   * Asks how far an order has come (RFC 8555 section 7.1.3).
   *
   * @param account whose order it is
   * @param url the order's URL
   * @return the order as it is now
   */
  public Order order(AccountCredentials account, URI url) {
    return Resources.order(read(account, url, MediaTypes.JSON, "to show the order"), url);
  }

  /**
   * Fetches an authorization (RFC 8555 section 7.5).
   *
   * @param account whose authorization it is
   * @param url the authorization's URL
   * @return the authorization as it is now
   */
  public Authorization authorization(AccountCredentials account, URI url) {
    return Resources.authorization(
        read(account, url, MediaTypes.JSON, "to show the authorization"));
  }

  /**
   * Fetches all authorizations of an order, several at a time.
   *
   * @param account whose order it is
   * @param order the order
   * @return the authorizations in the order of their URLs
   */
  public List<Authorization> authorizations(AccountCredentials account, Order order) {
    return Parallel.map(
        order.authorizations(),
        "the fetching of authorizations",
        url -> authorization(account, url));
  }

  /**
   * Tells the server that the responses to challenges are in place (RFC 8555 section 7.5.1), for
   * several challenges at a time.
   *
   * @param account whose challenges they are
   * @param challenges the challenges
   * @return the challenges as the server shows them afterwards, in the same order
   */
  public List<Challenge> respond(AccountCredentials account, List<? extends Challenge> challenges) {
    return Parallel.map(
        challenges, "the answering of challenges", challenge -> respond(account, challenge));
  }

  private Challenge respond(AccountCredentials account, Challenge challenge) {
    HttpReply reply =
        send(
            challenge.url(),
            signer(account),
            Json.bytes(Json.newObject()),
            "to validate the " + challenge.type() + " challenge");
    return Challenges.read(Resources.reader(reply, "challenge"), challenge.url());
  }

  /**
   * Gives an authorization up (RFC 8555 section 7.5.2), so that it is never used again.
   *
   * @param account whose authorization it is
   * @param authorization the authorization
   * @return the authorization as it is now
   */
  public Authorization deactivate(AccountCredentials account, Authorization authorization) {
    byte[] payload = Json.bytes(Json.newObject().put("status", "deactivated"));
    return Resources.authorization(
        send(authorization.url(), signer(account), payload, "to deactivate the authorization"));
  }

  /**
   * Waits until the server has made up its mind about all authorizations of an order. The order is
   * polled, not each authorization, which takes far fewer requests.
   *
   * @param account whose order it is
   * @param order the order
   * @param first how long to wait before asking for the first time, if the server does not say
   * @param limit how long to wait at most
   * @return the order when it is no longer pending; it may be invalid
   * @throws dev.acmesdk.error.DeadlineExceededException if it takes longer
   */
  public Order awaitValidation(
      AccountCredentials account, Order order, Duration first, Duration limit) {
    return polling.until(
        order,
        current -> current.status() == Order.Status.PENDING,
        url -> order(account, url),
        first,
        limit,
        "the validation");
  }

  /**
   * Asks for the certificate of an order that is ready (RFC 8555 section 7.4).
   *
   * @param account whose order it is
   * @param order the order
   * @param request the certificate signing request, for exactly the order's identifiers
   * @return the order as it is now, usually still processing
   */
  public Order finalizeOrder(
      AccountCredentials account, Order order, CertificateSigningRequest request) {
    byte[] payload = Json.bytes(Json.newObject().put("csr", Base64Url.encode(request.der())));
    HttpReply reply = send(order.finalizeUrl(), signer(account), payload, "to finalize the order");
    // Not every server repeats the order's Location in this answer; the URL is known anyway.
    return Resources.order(reply, order.url());
  }

  /**
   * Waits until the server has issued.
   *
   * @param account whose order it is
   * @param order the order, after finalization
   * @param limit how long to wait at most
   * @return the order when it is no longer being processed; it may be invalid
   * @throws dev.acmesdk.error.DeadlineExceededException if it takes longer
   */
  public Order awaitIssuance(AccountCredentials account, Order order, Duration limit) {
    return polling.until(
        order,
        current ->
            current.status() == Order.Status.PROCESSING || current.status() == Order.Status.READY,
        url -> order(account, url),
        Polling.FIRST,
        limit,
        "the issuance");
  }

  /**
   * Downloads the certificate of a valid order (RFC 8555 section 7.4.2).
   *
   * @param account whose order it is
   * @param order the order
   * @return the certificate and its issuers
   * @throws ProtocolViolationException if the order has no certificate, or the answer holds
   *     anything but certificates
   */
  public CertificateChain certificate(AccountCredentials account, Order order) {
    URI url = order.certificate();
    if (url == null) {
      throw new ProtocolViolationException(
          "The order %s is %s but names no certificate.".formatted(order.url(), order.status()),
          "Report this to the CA.",
          null);
    }
    HttpReply reply = read(account, url, MediaTypes.PEM_CHAIN, "to hand out the certificate");
    try {
      return CertificateChain.fromPem(reply.body());
    } catch (IllegalArgumentException e) {
      throw new ProtocolViolationException(
          "The certificate at %s is unusable: %s.".formatted(url, e.getMessage()),
          "Report this to the CA; the certificate was not stored.",
          e);
    }
  }

  private HttpReply read(AccountCredentials account, URI url, String accept, String action) {
    return checked(requests.post(url, signer(account), POST_AS_GET, accept), action);
  }

  private HttpReply send(URI url, Signer signer, byte[] payload, String action) {
    return checked(requests.post(url, signer, payload, MediaTypes.JSON), action);
  }

  private static HttpReply checked(HttpReply reply, String action) {
    if (!reply.isSuccess()) {
      throw Answers.failure(action, reply);
    }
    return reply;
  }

  private static Signer signer(AccountCredentials account) {
    return new Signer(account.key(), account.url());
  }

  private static URI requiredLocation(HttpReply reply, String noun) {
    @Nullable URI location = reply.location();
    if (location == null) {
      throw new ProtocolViolationException(
          "%s made an %s but did not tell its URL.".formatted(reply.url(), noun),
          "Report this to the CA.",
          null);
    }
    return Https.required(location, noun);
  }

  /** Closes idle connections and ends idle threads. A client that was handed in is left alone. */
  @Override
  public void close() {
    onClose.run();
  }
}
