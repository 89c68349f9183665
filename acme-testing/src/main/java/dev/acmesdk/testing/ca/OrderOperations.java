package dev.acmesdk.testing.ca;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** RFC 8555 section 7.4: ordering, finalizing and downloading a certificate. */
final class OrderOperations {
  private static final Duration LIFETIME = Duration.ofDays(7);

  private final Urls urls;
  private final Ledger ledger;
  private final Accounts accounts;
  private final Chance chance;
  private final ChallengeOffer offer;
  private final Issuer issuer;
  private final RenewalOperations renewals;
  private final Troubles troubles;
  private final CaSettings settings;

  OrderOperations(
      Urls urls,
      Ledger ledger,
      Accounts accounts,
      Chance chance,
      Issuer issuer,
      RenewalOperations renewals,
      Troubles troubles,
      CaSettings settings) {
    this.urls = urls;
    this.ledger = ledger;
    this.accounts = accounts;
    this.chance = chance;
    this.offer = new ChallengeOffer(urls, chance, settings.validation());
    this.issuer = issuer;
    this.renewals = renewals;
    this.troubles = troubles;
    this.settings = settings;
  }

  Answer newOrder(Call call) {
    JsonNode wish = call.json();
    List<Identifier> identifiers = IdentifierRules.read(wish);
    if (wish.has("notBefore") || wish.has("notAfter")) {
      throw Refusal.malformed("NotBefore and NotAfter are not supported");
    }
    troubles.limits().refusePaused(identifiers);
    Optional<Renewal> predecessor = renewals.predecessor(call.account(), wish, identifiers);
    if (wish.has("profile")) {
      throw Refusal.of(ProblemKind.INVALID_PROFILE, "The directory of this CA lists no profiles");
    }
    troubles.limits().refuseTooMany(identifiers);
    Order order = placed(call.account(), identifiers);
    predecessor.ifPresent(order::replace);
    return located(201, order);
  }

  private Order placed(Account account, List<Identifier> identifiers) {
    Instant expires = settings.clock().instant().plus(LIFETIME);
    List<Authorization> authorizations = new ArrayList<>();
    for (Identifier identifier : chance.shuffled(identifiers)) {
      Authorization authorization =
          new Authorization(account, identifier, offer.challenges(account, identifier), expires);
      ledger.add(authorization);
      authorizations.add(authorization);
    }
    Order order =
        new Order(account, chance.shuffled(identifiers), List.copyOf(authorizations), expires);
    ledger.add(order);
    return order;
  }

  private Answer located(int status, Order order) {
    Answer answer =
        Answer.json(status, order.json(urls)).with("Location", urls.to(Urls.ORDER, order.id()));
    return order.status() == Order.Status.PROCESSING
        ? answer.retryAfter(settings.retryAfter())
        : answer;
  }

  Answer order(Call call) {
    Order order = own(call);
    call.requirePostAsGet();
    order.poll();
    return located(200, order);
  }

  private Order own(Call call) {
    Order order = ledger.order(call.id());
    call.requireOwner(order.account(), "order");
    order.refresh(settings.clock().instant());
    return order;
  }

  /** RFC 8555 section 7.1.2.1; orders that have failed are left out. */
  Answer orders(Call call) {
    Account account = accounts.byUrl(urls.account(call.id()));
    call.requireOwner(account, "list of orders");
    call.requirePostAsGet();
    Instant now = settings.clock().instant();
    List<Order> orders = ledger.ordersOf(account);
    orders.forEach(order -> order.refresh(now));
    orders.removeIf(order -> order.status() == Order.Status.INVALID);
    List<String> list = orders.stream().map(o -> urls.to(Urls.ORDER, o.id())).toList();
    return Answer.json(200, Map.of("orders", list));
  }

  Answer finalizeOrder(Call call) {
    Order order = own(call);
    JsonNode payload = call.json();
    if (order.status() != Order.Status.READY) {
      throw Refusal.of(
          ProblemKind.ORDER_NOT_READY,
          "Order's status (\"%s\") is not acceptable for finalization"
              .formatted(Wire.status(order.status())));
    }
    Octets csr = StrictBase64Url.decode(Json.string(payload, "csr", "the payload"), "\"csr\"");
    PublicKey key = CsrRules.keyOf(csr, order.identifiers());
    if (accounts.isAccountKey(key)) {
      throw Refusal.of(
          ProblemKind.BAD_CSR,
          "The certificate's public key must be different from account keys (RFC 8555 section"
              + " 11.1)");
    }
    List<X509Certificate> certificates =
        issuer.issue(key, order.identifiers(), settings.issuance().validity());
    IssuedChain chain = new IssuedChain(Tokens.next(), call.account(), certificates);
    ledger.add(chain);
    ledger.add(new Renewal(chain, order.identifiers()));
    order.process(chain, troubles.processingPolls());
    return located(200, order);
  }

  Answer certificate(Call call) {
    IssuedChain chain = ledger.chain(call.id());
    call.requireOwner(chain.account(), "certificate");
    call.requirePostAsGet();
    return new Answer(200, List.of(), Octets.of(chain.pem()))
        .as("application/pem-certificate-chain");
  }
}
