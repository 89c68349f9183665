package dev.acmesdk.store;

import java.util.Map;

/**
 * The ability of a {@link CertificateStore} to note that a lineage is to be renewed in another way
 * than its current version was obtained. Without it, that takes a new version.
 *
 * <p>Implementations are thread-safe and throw {@link dev.acmesdk.error.StoreException} when they
 * cannot read or write.
 */
public interface Reconfiguration {

  /**
   * Changes how a lineage is to be renewed. Its versions, its CA and its account stay as they are.
   *
   * @param lease the lease of the lineage
   * @param renewalParameters what is to be different, in the words of {@link
   *     NewVersion#renewalParameters}: what is not among them stays, but who says {@code
   *     authenticator} says all about how control is proved. Besides, {@code key_type} with {@code
   *     rsa_key_size} or {@code elliptic_curve}: the kind of the next key, of which a default may
   *     be left out
   * @throws dev.acmesdk.error.StoreException if there is no such lineage, or it cannot be written;
   *     nothing has changed then
   * @throws dev.acmesdk.error.LeaseLostException if somebody else has got the lease since, or it
   *     was given back
   * @throws IllegalArgumentException if a parameter cannot be kept, or is {@code account} or {@code
   *     server}
   */
  void reconfigure(Lease lease, Map<String, String> renewalParameters);
}
