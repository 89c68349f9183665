package dev.acmesdk.issuance;

import dev.acmesdk.crypto.CertificateChain;
import java.net.URI;
import java.security.PrivateKey;

/**
 * What an order ended in.
 *
 * @param account the URL of the account that ordered it
 * @param order the order's URL
 * @param chain the certificate and its issuers
 * @param privateKey the certificate's key
 */
public record IssuedCertificate(
    URI account, URI order, CertificateChain chain, PrivateKey privateKey) {

  /** Shows order and chain, never the key. */
  @Override
  public String toString() {
    return "IssuedCertificate[" + order + ", " + chain + "]";
  }
}
