package dev.acmesdk.manager;

import dev.acmesdk.client.RenewalAnswer;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.Lineage;
import java.net.URI;
import java.util.Optional;

/**
 * A way to a new version of a lineage: one CA, with an account there. What a manager needs to know
 * of issuance is this much. Implementations are thread-safe, and throw kinds of {@link
 * dev.acmesdk.error.AcmeException}; an interruption of the calling thread ends their calls.
 */
public interface CaRoute {

  /**
   * Which CA it is.
   *
   * @return the URL of its directory
   */
  URI directory();

  /**
   * Gets a new version and saves it. An order of this lineage that was cut off is gone on with.
   *
   * @param lease the lineage's lease, which is held for as long as this takes
   * @return the version that was saved
   */
  Lineage renew(Lease lease);

  /**
   * Asks the CA when to renew a certificate of its own (RFC 9773).
   *
   * @param certificate which one
   * @return what it says; empty if it never says anything
   */
  Optional<RenewalAnswer> ask(CertificateId certificate);
}
