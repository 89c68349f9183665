package dev.acmesdk.testing.ca;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** RFC 8555 section 7.4: whether an order is taken, and what has to be proved for it. */
final class NewOrders {
  private static final Duration LIFETIME = Duration.ofDays(7);

  private final Ledger ledger;
  private final Chance chance;
  private final ChallengeOffer offer;
  private final RenewalOperations renewals;
  private final Profiles profiles;
  private final Terms terms;
  private final OrderLimits limits;
  private final Quotas quotas;
  private final CaSettings settings;

  NewOrders(
      Urls urls,
      Ledger ledger,
      Chance chance,
      RenewalOperations renewals,
      Terms terms,
      OrderLimits limits,
      Quotas quotas,
      CaSettings settings) {
    this.ledger = ledger;
    this.chance = chance;
    this.offer = new ChallengeOffer(urls, chance, settings.validation());
    this.renewals = renewals;
    this.profiles = new Profiles(settings.issuance().profiles());
    this.terms = terms;
    this.limits = limits;
    this.quotas = quotas;
    this.settings = settings;
  }

  Order place(Call call) {
    JsonNode wish = call.json();
    List<Identifier> identifiers = IdentifierRules.read(wish);
    if (wish.has("notBefore") || wish.has("notAfter")) {
      throw Refusal.malformed("NotBefore and NotAfter are not supported");
    }
    terms.requireAgreement(call.account());
    limits.refuseForbidden(identifiers);
    limits.refusePaused(identifiers);
    Optional<Renewal> predecessor = renewals.predecessor(call.account(), wish, identifiers);
    Optional<String> profile = profiles.chosen(wish);
    limits.refuseTooMany(identifiers);
    if (predecessor.isEmpty()) {
      // At Let's Encrypt, a renewal that names its predecessor is subject to no limit.
      quotas.order(call.account(), identifiers);
    }
    Order order = placed(call.account(), identifiers);
    predecessor.ifPresent(order::replace);
    profile.ifPresent(order::choose);
    return order;
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
}
