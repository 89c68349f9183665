package dev.acmesdk.testing.ca;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** RFC 8555 section 7.4: placing, reading, listing and finalizing orders. */
final class OrderOperations {
  private final Urls urls;
  private final Ledger ledger;
  private final Accounts accounts;
  private final NewOrders newOrders;
  private final Certificates certificates;
  private final Troubles troubles;
  private final OrderPages pages;
  private final Clock clock;
  private final Duration retryAfter;

  OrderOperations(
      Urls urls,
      Ledger ledger,
      Accounts accounts,
      NewOrders newOrders,
      Certificates certificates,
      Troubles troubles,
      CaSettings settings) {
    this.urls = urls;
    this.ledger = ledger;
    this.accounts = accounts;
    this.newOrders = newOrders;
    this.certificates = certificates;
    this.troubles = troubles;
    this.pages = new OrderPages(urls, settings.accounts().ordersPerPage());
    this.clock = settings.clock();
    this.retryAfter = settings.retryAfter();
  }

  Answer newOrder(Call call) {
    return located(201, newOrders.place(call));
  }

  private Answer located(int status, Order order) {
    Answer answer =
        Answer.json(status, order.json(urls)).with("Location", urls.to(Urls.ORDER, order.id()));
    return order.status() == Order.Status.PROCESSING ? answer.retryAfter(retryAfter) : answer;
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
    order.refresh(clock.instant());
    return order;
  }

  /** RFC 8555 section 7.1.2.1; orders that have failed are left out. */
  Answer orders(Call call) {
    OrderPages.Cursor cursor = OrderPages.Cursor.of(call.id());
    Account account = accounts.byUrl(urls.account(cursor.account()));
    call.requireOwner(account, "list of orders");
    call.requirePostAsGet();
    Instant now = clock.instant();
    List<Order> orders = ledger.ordersOf(account);
    orders.forEach(order -> order.refresh(now));
    orders.removeIf(order -> order.status() == Order.Status.INVALID);
    return pages.answer(cursor, orders);
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
    order.process(certificates.issue(order, payload), troubles.processingPolls());
    return located(200, order);
  }
}
