package dev.acmesdk.store;

import dev.acmesdk.protocol.AccountCredentials;
import java.net.URI;
import java.util.Optional;

/**
 * The ability of a store of accounts and lineages to tell which of several accounts at one CA a
 * lineage belongs to. With a store that cannot tell, all lineages are renewed by the account that
 * was saved last.
 *
 * <p>Implementations are thread-safe and throw {@link dev.acmesdk.error.StoreException} when they
 * cannot read.
 */
public interface AccountChoice {

  /**
   * Looks up the account that a lineage is to be renewed by: the one that ordered its current
   * version, unless somebody has noted another one since.
   *
   * @param directory the CA's directory URL, exactly as configured
   * @param lineage the lineage's name
   * @return the account, if it is kept, and is one at this CA; empty also if there is no such
   *     lineage, or if it is not known who ordered it
   */
  Optional<AccountCredentials> accountOf(URI directory, String lineage);
}
