package dev.acmesdk.store;

import java.util.Optional;

/**
 * The ability of a {@link CertificateStore} to tell of a lineage what needs no private key, in a
 * small part of the time that {@link CertificateStore#find} takes: for who has thousands of
 * lineages to look through.
 *
 * <p>Implementations are thread-safe and throw {@link dev.acmesdk.error.StoreException} when they
 * cannot read.
 */
public interface LineageSummaries {

  /**
   * Looks up the current version of a lineage: the one that {@link CertificateStore#find} finds.
   * Neither the key nor the issuers' certificates need to be looked at, so whether they can be used
   * is <strong>not</strong> promised: {@code find} may still fail, or go back to an older version
   * because of them. What else {@code find} would fail for, this fails for in the same way.
   *
   * <p>A store that remembers how renewals went ({@link RenewalStates}) may tell that, too, where
   * it costs nothing more: so each lineage need not be looked at twice.
   *
   * @param name the lineage's name
   * @return its current version, if there is such a lineage
   * @throws IllegalArgumentException if the name cannot be one of a lineage
   */
  Optional<LineageSummary> summary(String name);

  /**
   * The summaries of any store: by its own ability, or else of what it finds.
   *
   * @param store the store
   * @return its lineages without their keys
   */
  static LineageSummaries of(CertificateStore store) {
    return store instanceof LineageSummaries summaries
        ? summaries
        : name -> store.find(name).map(LineageSummary::of);
  }
}
