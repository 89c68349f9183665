package dev.acmesdk.store;

/**
 * The ability of a {@link CertificateStore} to remember how the attempts to renew a lineage went,
 * across restarts and for all programs that use the store.
 *
 * <p>Implementations are thread-safe and throw {@link dev.acmesdk.error.StoreException} when they
 * cannot read or write.
 */
public interface RenewalStates {

  /**
   * Looks up what is remembered of a lineage.
   *
   * @param name the lineage's name; there need not be such a lineage yet
   * @return what was saved last; {@link RenewalState#NONE} if nothing was
   */
  RenewalState findRenewalState(String name);

  /**
   * Remembers something else. Saving a version of the lineage, the first one or another, does not
   * change it, and it makes no lineage. Moments may be rounded to seconds, and what is no letter,
   * digit or common punctuation may get lost from the problem's text.
   *
   * @param lease the lease of the lineage
   * @param state what to remember; {@link RenewalState#NONE} to forget everything
   * @throws dev.acmesdk.error.LeaseLostException if somebody else has got the lease since, or it
   *     was given back
   */
  void saveRenewalState(Lease lease, RenewalState state);
}
