package dev.acmesdk.store;

import java.util.Optional;

/**
 * The ability of a {@link CertificateStore} to keep one order per lineage while it is in flight, so
 * that a program that is killed goes on with that order at its next start, instead of placing
 * another one.
 *
 * <p>The key is kept with the care that the store has for certificate keys. Implementations are
 * thread-safe and throw {@link dev.acmesdk.error.StoreException} when they cannot read or write.
 */
public interface OrdersInFlight {

  /**
   * Looks up the order in flight of a lineage.
   *
   * @param name the lineage's name; there need not be such a lineage yet
   * @return the order, if one was begun and neither saved nor dropped
   */
  Optional<OrderInFlight> findOrder(String name);

  /**
   * Keeps an order, instead of the one that was kept before. When it returns, it is safe. The
   * saving of a version does not change it, and it makes no lineage. Moments may be rounded to
   * seconds.
   *
   * @param lease the lease of the lineage
   * @param order the order
   * @throws dev.acmesdk.error.LeaseLostException if somebody else has got the lease since, or it
   *     was given back
   */
  void saveOrder(Lease lease, OrderInFlight order);

  /**
   * Forgets the order, with its key: it has become a version, or never will. It succeeds if there
   * is none.
   *
   * @param lease the lease of the lineage
   * @throws dev.acmesdk.error.LeaseLostException if somebody else has got the lease since, or it
   *     was given back
   */
  void dropOrder(Lease lease);
}
