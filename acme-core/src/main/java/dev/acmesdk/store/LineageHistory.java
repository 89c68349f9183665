package dev.acmesdk.store;

import java.util.List;
import java.util.Optional;

/**
 * The ability of a {@link CertificateStore} to look back, and to let a lineage end.
 *
 * <p>Implementations are thread-safe and throw {@link dev.acmesdk.error.StoreException} when they
 * cannot read or write.
 */
public interface LineageHistory {

  /**
   * The versions of a lineage that are kept, the current one among them.
   *
   * @param name the lineage's name
   * @return their numbers in ascending order; empty if there is no such lineage
   */
  List<Integer> versions(String name);

  /**
   * Looks up one version of a lineage.
   *
   * @param name the lineage's name
   * @param version its number
   * @return key and chain of that version, if it is kept
   */
  Optional<Lineage> find(String name, int version);

  /**
   * Deletes a lineage: all of its versions with their keys, and everything that is remembered of it
   * but the tokens of its leases, which go on growing; with the same lease it can be made again.
   * Certificates stay valid until they expire; revoke them first if they are not to. It succeeds if
   * there is no such lineage.
   *
   * @param lease the lease of the lineage
   * @throws dev.acmesdk.error.LeaseLostException if somebody else has got the lease since, or it
   *     was given back
   */
  void remove(Lease lease);
}
