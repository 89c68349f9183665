package dev.acmesdk.client;

import dev.acmesdk.protocol.Order;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Looks for an order whose answer got lost, so that it need not be placed twice. */
final class PlacedOrders {
  /** A list may hold thousands, and where the newest are is not said; an order is cheaper. */
  private static final int MAX_LOOKED_AT = 50;

  private final Optional<Stream<URI>> listed;
  private final Function<URI, Order> read;
  private final Clock clock;

  /**
   * Prepares the search.
   *
   * @param listed the account's orders, if the server has a list
   * @param read asks for an order
   */
  PlacedOrders(Optional<Stream<URI>> listed, Function<URI, Order> read, Clock clock) {
    this.listed = listed;
    this.read = read;
    this.clock = clock;
  }

  /** An open order for the very same things; empty also if the server has no list. */
  Optional<Order> find(NewOrder request) {
    return listed.flatMap(
        urls ->
            urls.limit(MAX_LOOKED_AT)
                .map(read)
                .filter(order -> isOpen(order) && isFor(order, request))
                .findFirst());
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
