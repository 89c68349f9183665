package dev.acmesdk.store;

import dev.acmesdk.crypto.CertificateChain;
import java.net.URI;
import java.security.PrivateKey;
import java.util.Map;

/**
 * A certificate that was just issued, on its way into a store.
 *
 * @param name the lineage that it belongs to
 * @param chain the certificate and its issuers
 * @param privateKey the certificate's key
 * @param directory the CA that issued it
 * @param account the URL of the account that ordered it
 * @param renewalParameters how it was obtained, in the words of Certbot's renewal files: {@code
 *     authenticator}, {@code http01_port} and so on. Who says {@code authenticator} says all about
 *     how control was proved, and leaves out what is a default; without it, what is known of that
 *     stays as it is
 */
public record NewVersion(
    String name,
    CertificateChain chain,
    PrivateKey privateKey,
    URI directory,
    URI account,
    Map<String, String> renewalParameters) {

  /** Copies the parameters. */
  public NewVersion {
    renewalParameters = Map.copyOf(renewalParameters);
  }

  /** Shows name and chain, never the key. */
  @Override
  public String toString() {
    return "NewVersion[" + name + ", " + chain + "]";
  }
}
