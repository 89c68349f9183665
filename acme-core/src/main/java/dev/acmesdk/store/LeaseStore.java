package dev.acmesdk.store;

import java.time.Duration;

/**
 * The ability of a {@link CertificateStore} to let one program at a time work on a lineage: of
 * several that want the same certificate, one orders it, and the others find it in the store.
 *
 * <p>Nobody is to hold a lease while waiting for a better time; and who has got one looks again
 * whether there still is something to do. Implementations are thread-safe, measure time in a way
 * that a wrong clock of another machine does not matter to, and throw {@link
 * dev.acmesdk.error.StoreException} when they cannot read or write.
 */
public interface LeaseStore {

  /**
   * Asks for the lease of a lineage. This does not wait for a holder. What a crash of a former
   * holder has left half done in the lineage is put in order first.
   *
   * @param name the lineage's name; there need not be such a lineage yet
   * @param ttl how long it is to last, unless renewed: more than zero
   * @return the lease, or who has it
   * @throws IllegalArgumentException if the name cannot be one of a lineage, or the lease would
   *     last no time
   */
  LeaseAnswer acquire(String name, Duration ttl);

  /**
   * Keeps a lease for longer. The lease as it was before is as good as the one that is returned.
   *
   * @param lease the lease, which may have expired if nobody else has got it
   * @param ttl how long it is to last from now on: more than zero
   * @return the lease with its new end
   * @throws dev.acmesdk.error.LeaseLostException if somebody else has got it, or it was given back
   * @throws IllegalArgumentException if it would last no time
   */
  Lease renew(Lease lease, Duration ttl);

  /**
   * Gives a lease back: from then on it is worth nothing to its holder, and somebody else can have
   * it at once. It succeeds if it was given back already; if somebody else has got it, that one
   * keeps it.
   *
   * @param lease the lease
   */
  void release(Lease lease);
}
