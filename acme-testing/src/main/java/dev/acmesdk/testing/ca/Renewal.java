package dev.acmesdk.testing.ca;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is to be known about the renewal of one certificate (RFC 9773). Guarded by the ledger. */
final class Renewal {
  private final CertificateId id;
  private final Account account;
  private final List<Identifier> identifiers;
  private final List<Order> successors = new ArrayList<>();
  private RenewalWindow window;

  Renewal(IssuedChain chain) {
    this.id = CertificateId.of(chain.leaf());
    this.account = chain.account();
    this.identifiers = List.copyOf(chain.identifiers());
    this.window = RenewalWindow.usual(chain.leaf());
  }

  CertificateId id() {
    return id;
  }

  Account account() {
    return account;
  }

  RenewalWindow window() {
    return window;
  }

  void window(RenewalWindow other) {
    window = other;
  }

  boolean sharesOneOf(List<Identifier> others) {
    return others.stream().anyMatch(identifiers::contains);
  }

  void replacedBy(Order order) {
    successors.add(order);
  }

  /**
   * RFC 9773 section 5: by an order that is not invalid. A CA that is more generous waits until one
   * of them was finalized.
   */
  boolean isReplaced(Instant now, boolean onlyWhenFinalized) {
    successors.forEach(order -> order.refresh(now));
    return successors.stream()
        .map(Order::status)
        .anyMatch(onlyWhenFinalized ? Order.Status::isFinalized : s -> s != Order.Status.INVALID);
  }
}
