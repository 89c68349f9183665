package dev.acmesdk.testing.ca;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A certificate with its issuers, as it can be downloaded (RFC 8555 section 7.4.2).
 *
 * @param chains one or several ways to a root, the usual one first; the end-entity certificate is
 *     the first of each and the same in all, the root is left out
 */
record IssuedChain(
    String id, Account account, List<Identifier> identifiers, List<List<X509Certificate>> chains) {

  X509Certificate leaf() {
    return chains.get(0).get(0);
  }

  String pem(int chain) {
    return chains.get(chain).stream().map(IssuedChain::pem).collect(Collectors.joining());
  }

  static String pem(X509Certificate certificate) {
    try {
      String lines =
          Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
      return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("A certificate of this CA cannot be encoded", e);
    }
  }
}
