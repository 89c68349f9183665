package dev.acmesdk.store;

import java.util.List;
import java.util.Optional;

/**
 * Keeps lineages of certificates. Implementations are thread-safe and throw {@link
 * dev.acmesdk.error.StoreException} when they cannot read or write.
 */
public interface CertificateStore {

  /**
   * Looks up the current version of a lineage. Key and chain are always of one version.
   *
   * @param name the lineage's name
   * @return its current version, if there is such a lineage
   */
  Optional<Lineage> find(String name);

  /**
   * The lineages that there are.
   *
   * @return their names in lexicographic order
   */
  List<String> names();

  /**
   * Keeps a new version of a lineage, and makes the lineage if it is not there. When it returns,
   * the version is the current one.
   *
   * @param version what was issued
   * @return the lineage with its new current version
   */
  Lineage save(NewVersion version);
}
