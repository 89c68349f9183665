package dev.acmesdk.client;

import dev.acmesdk.crypto.Base64Url;
import dev.acmesdk.crypto.CertificateSigningRequest;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Authorization;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Directory;
import dev.acmesdk.protocol.Order;
import dev.acmesdk.protocol.ProblemType;
import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What can be done with orders, their authorizations and challenges (RFC 8555 sections 7.4 and
 * 7.5). As thread-safe as the client that it comes from.
 *
 * <p>Where an answer gets lost, nothing is done twice: before a request is sent again, the server
 * is asked what became of the first one.
 */
public final class OrderOperations {
  private static final Set<ProblemType> PREDECESSOR_REFUSED =
      Set.of(
          ProblemType.ALREADY_REPLACED,
          ProblemType.MALFORMED,
          ProblemType.UNAUTHORIZED,
          ProblemType.SERVER_INTERNAL,
          ProblemType.OTHER);

  private final Requests requests;
  private final Polling polling;
  private final Clock clock;

  OrderOperations(Requests requests, Polling polling, Clock clock) {
    this.requests = requests;
    this.polling = polling;
    this.clock = clock;
  }

  /**
   * Finds out what the server does not offer, by its directory and without sending the order.
   *
   * @param request what is to be ordered
   * @throws dev.acmesdk.error.InvalidRequestException if the server does not offer the profile
   */
  public void check(NewOrder request) {
    if (request.profile() != null) {
      NewOrders.possibleAt(requests.directory(), request);
    }
  }

  /**
   * Places an order (RFC 8555 section 7.4). If the answer gets lost, the order is looked for in the
   * account's list of orders, where the server has one; others find an open order for the same
   * identifiers themselves when they are asked again. If the certificate that is to be replaced
   * (RFC 9773 section 5) may be what the server objects to, the order is placed without it.
   *
   * @param account who orders
   * @param request what to order
   * @return the order; its URL finds it again
   * @throws dev.acmesdk.error.InvalidRequestException if the server does not offer the profile
   */
  public Order place(AccountCredentials account, NewOrder request) {
    NewOrder possible = NewOrders.possibleAt(requests.directory(), request);
    try {
      return placed(account, possible);
    } catch (RejectedException e) {
      // RFC 9773 section 5: it has been replaced already, or the CA does not find it, or finds it
      // to be another account's, or fails over it: then this is an order like any other.
      if (possible.replaces() == null || !PREDECESSOR_REFUSED.contains(e.kind())) {
        throw e;
      }
      return placed(account, possible.withReplaces(null));
    }
  }

  private Order placed(AccountCredentials account, NewOrder request) {
    Map<String, Object> payload = NewOrders.payload(request);
    return requests.at(
        Directory::newOrder,
        url ->
            requests
                .retries()
                .repeat(
                    "to place the order",
                    () -> place(account, url, payload),
                    () -> placedBefore(account, request)));
  }

  /**
   * Looks for an open order for the very same things in the account's list of orders (RFC 8555
   * section 7.1.2.1), where the server has one.
   *
   * @param account whose order it is
   * @param request what was ordered
   * @return an order that is pending or ready; empty also if the server has no list
   */
  public Optional<Order> find(AccountCredentials account, NewOrder request) {
    return placedBefore(account, request);
  }

  private Optional<Order> placedBefore(AccountCredentials account, NewOrder request) {
    return new PlacedOrders(
            new AccountOperations(requests).orders(account), url -> read(account, url), clock)
        .find(request);
  }

  private Order place(AccountCredentials account, URI url, Map<String, ?> payload) {
    HttpReply reply =
        requests.sendOnce(url, Requests.signer(account), payload, "to place the order");
    return Resources.order(reply, Requests.requiredLocation(reply, "order"));
  }

  /**
   * Asks how far an order has come (RFC 8555 section 7.1.3).
   *
   * @param account whose order it is
   * @param url the order's URL
   * @return the order as it is now
   */
  public Order read(AccountCredentials account, URI url) {
    return Resources.order(requests.read(account, url, MediaTypes.JSON, "to show the order"), url);
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
        requests.read(account, url, MediaTypes.JSON, "to show the authorization"));
  }

  /**
   * Fetches all authorizations of an order, several at a time.
   *
   * @param account whose order it is
   * @param order the order
   * @return the authorizations in the order of their URLs
   */
  public List<Authorization> authorizations(AccountCredentials account, Order order) {
    requests.expect(order.authorizations().size());
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
    requests.expect(challenges.size());
    return Parallel.map(
        challenges, "the answering of challenges", challenge -> respond(account, challenge));
  }

  private Challenge respond(AccountCredentials account, Challenge challenge) {
    String action = "to validate the " + challenge.type() + " challenge";
    return requests
        .retries()
        .repeat(
            action,
            () ->
                challenge(
                    requests.sendOnce(challenge.url(), Requests.signer(account), Map.of(), action),
                    challenge.url()),
            () ->
                Optional.of(challenge(account, challenge.url()))
                    .filter(now -> now.status() != Challenge.Status.PENDING));
  }

  /**
   * Asks how far a challenge has come (RFC 8555 section 7.5.1).
   *
   * @param account whose challenge it is
   * @param url the challenge's URL
   * @return the challenge as it is now
   */
  public Challenge challenge(AccountCredentials account, URI url) {
    return challenge(requests.read(account, url, MediaTypes.JSON, "to show the challenge"), url);
  }

  private static Challenge challenge(HttpReply reply, URI url) {
    return Challenges.read(Resources.reader(reply, "challenge"), url);
  }

  /**
   * Gives an authorization up (RFC 8555 section 7.5.2), so that it is never used again.
   *
   * @param account whose authorization it is
   * @param authorization the authorization
   * @return the authorization as it is now
   */
  public Authorization deactivate(AccountCredentials account, Authorization authorization) {
    return requests
        .retries()
        .repeat(
            "to deactivate the authorization",
            () -> deactivateOnce(account, authorization),
            () ->
                Optional.of(authorization(account, authorization.url()))
                    .filter(now -> !now.isOpen()));
  }

  private Authorization deactivateOnce(AccountCredentials account, Authorization authorization) {
    return Resources.authorization(
        requests.sendOnce(
            authorization.url(),
            Requests.signer(account),
            Map.of("status", "deactivated"),
            "to deactivate the authorization"));
  }

  /**
   * Waits until the server has made up its mind about all authorizations of an order. The order is
   * polled, not each authorization, which takes far fewer requests.
   *
   * @param account whose order it is
   * @param order the order
   * @param first how long to wait at least before asking for the first time, if the server does not
   *     say; never less than a few round trips
   * @param limit how long to wait at most
   * @return the order when it is no longer pending; it may be invalid
   * @throws dev.acmesdk.error.DeadlineExceededException if it takes longer
   */
  public Order awaitValidation(
      AccountCredentials account, Order order, Duration first, Duration limit) {
    return polling.until(
        order,
        current -> current.status() == Order.Status.PENDING,
        url -> read(account, url),
        first,
        limit,
        Polling.Step.VALIDATION);
  }

  /**
   * Asks for the certificate of an order that is ready (RFC 8555 section 7.4).
   *
   * <p>If the server says that the order is not ready, the order is looked at, and is asked for
   * once more if it is ready by now. A request that the server does not like (kind {@code BAD_CSR})
   * leaves the order ready, so that another one can be sent.
   *
   * @param account whose order it is
   * @param order the order
   * @param request the certificate signing request, for exactly the order's identifiers
   * @return the order as it is now: usually still processing, and pending, valid or invalid if the
   *     server found it not ready
   * @throws InvalidRequestException if the request is for the account's own key (RFC 8555 section
   *     11.1); nothing was sent then
   */
  public Order finalizeOrder(
      AccountCredentials account, Order order, CertificateSigningRequest request) {
    refuseAccountKey(account, request.publicKey());
    Map<String, ?> payload = Map.of("csr", Base64Url.encode(request.der()));
    try {
      return finalizeSafely(account, order, payload);
    } catch (RejectedException e) {
      if (e.kind() != ProblemType.ORDER_NOT_READY) {
        throw e;
      }
      Order now = read(account, order.url());
      return now.status() == Order.Status.READY ? finalizeSafely(account, now, payload) : now;
    }
  }

  private static void refuseAccountKey(AccountCredentials account, PublicKey key) {
    if (account.key().isPublic(key)) {
      throw new InvalidRequestException(
          "The account's key cannot be the certificate's key too (RFC 8555 section 11.1). Use a key of its own for the certificate.");
    }
  }

  private Order finalizeSafely(AccountCredentials account, Order order, Map<String, ?> payload) {
    return requests
        .retries()
        .repeat(
            "to finalize the order",
            () -> finalizeOnce(account, order, payload),
            () ->
                Optional.of(read(account, order.url()))
                    .filter(now -> now.status() != Order.Status.READY));
  }

  private Order finalizeOnce(AccountCredentials account, Order order, Map<String, ?> payload) {
    HttpReply reply =
        requests.sendOnce(
            order.finalizeUrl(), Requests.signer(account), payload, "to finalize the order");
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
        url -> read(account, url),
        Duration.ZERO,
        limit,
        Polling.Step.ISSUANCE);
  }
}
