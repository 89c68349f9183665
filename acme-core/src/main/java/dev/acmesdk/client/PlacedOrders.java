package dev.acmesdk.client;

import dev.acmesdk.protocol.Account;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Order;
import java.net.URI;
import java.time.Clock;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/** Looks for an order whose answer got lost, so that it need not be placed twice. */
final class PlacedOrders {
  /** A list may hold thousands, and where the newest are is not said; an order is cheaper. */
  private static final int MAX_LOOKED_AT = 50;

  private final Requests requests;
  private final AccountCredentials account;
  private final Clock clock;

  PlacedOrders(Requests requests, AccountCredentials account, Clock clock) {
    this.requests = requests;
    this.account = account;
    this.clock = clock;
  }

  /** An open order for the very same things; empty also if the server has no list. */
  Optional<Order> find(NewOrder request) {
    Account shown =
        Resources.account(
            requests.read(account, account.url(), MediaTypes.JSON, "to show the account"),
            account.url());
    if (shown.orders() == null) {
      return Optional.empty();
    }
    Iterator<URI> orders = new OrdersList(requests, account, shown.orders());
    for (int i = 0; i < MAX_LOOKED_AT && orders.hasNext(); i++) {
      URI url = orders.next();
      Order order =
          Resources.order(requests.read(account, url, MediaTypes.JSON, "to show the order"), url);
      if (isOpen(order) && isFor(order, request)) {
        return Optional.of(order);
      }
    }
    return Optional.empty();
  }

  private boolean isOpen(Order order) {
    boolean expired = order.expires() != null && order.expires().isBefore(clock.instant());
    return !expired
        && (order.status() == Order.Status.PENDING || order.status() == Order.Status.READY);
  }

  private static boolean isFor(Order order, NewOrder request) {
    return Set.copyOf(order.identifiers()).equals(Set.copyOf(request.identifiers()))
        && (request.profile() == null || request.profile().equals(order.profile()))
        && (request.notBefore() == null || request.notBefore().equals(order.notBefore()))
        && (request.notAfter() == null || request.notAfter().equals(order.notAfter()));
  }
}
