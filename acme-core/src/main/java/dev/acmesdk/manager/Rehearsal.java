package dev.acmesdk.manager;

import dev.acmesdk.protocol.Identifier;
import java.util.List;

/**
 * The ability of a {@link CaRoute} to go through an issuance without spending anything of the CA's
 * limits: at its twin for practice, if it has one. After a failure, a manager does not go back to
 * the CA itself before this has succeeded.
 */
@FunctionalInterface
public interface Rehearsal {

  /**
   * Goes all the way to a certificate that is thrown away.
   *
   * @param identifiers what it is for
   * @return {@code false} if there is nothing to rehearse at
   * @throws dev.acmesdk.error.AcmeException what would have failed
   */
  boolean rehearse(List<Identifier> identifiers);
}
