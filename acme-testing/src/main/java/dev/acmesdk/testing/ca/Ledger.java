package dev.acmesdk.testing.ca;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All orders and what belongs to them. Whoever touches it, or anything in it, holds its monitor:
 * the API for the time of one request, the validation for the time it takes to note a result.
 */
final class Ledger {
  private final Map<String, Order> orders = new LinkedHashMap<>();
  private final Map<String, Authorization> authorizations = new LinkedHashMap<>();
  private final Map<String, Authorization> byChallenge = new LinkedHashMap<>();
  private final Map<String, IssuedChain> chains = new LinkedHashMap<>();
  private final Map<CertificateId, Renewal> renewals = new LinkedHashMap<>();

  void add(Order order) {
    orders.put(order.id(), order);
  }

  void add(Authorization authorization) {
    authorizations.put(authorization.id(), authorization);
    authorization.challenges().forEach(c -> byChallenge.put(c.id(), authorization));
  }

  void add(IssuedChain chain) {
    chains.put(chain.id(), chain);
  }

  void add(Renewal renewal) {
    renewals.put(renewal.id(), renewal);
  }

  Order order(String id) {
    return found(orders.get(id), "order");
  }

  List<Order> ordersOf(Account account) {
    List<Order> own = new ArrayList<>(orders.values());
    own.removeIf(order -> !order.account().equals(account));
    return own;
  }

  Authorization authorization(String id) {
    return found(authorizations.get(id), "authorization");
  }

  Authorization authorizationOfChallenge(String id) {
    return found(byChallenge.get(id), "challenge");
  }

  IssuedChain chain(String id) {
    return found(chains.get(id), "certificate");
  }

  Renewal renewal(CertificateId id) {
    return found(renewals.get(id), "certificate");
  }

  Optional<Renewal> findRenewal(CertificateId id) {
    return Optional.ofNullable(renewals.get(id));
  }

  private static <T> T found(@Nullable T object, String what) {
    if (object == null) {
      throw Refusal.notFound(what);
    }
    return object;
  }
}
