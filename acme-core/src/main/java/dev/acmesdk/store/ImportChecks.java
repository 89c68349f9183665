package dev.acmesdk.store;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.error.StoreException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** Whether key and certificates belong together; if not, in which way they do not. */
final class ImportChecks {
  private static final String IN_ORDER =
      "Put the server's certificate first, and behind each certificate its issuer's.";

  private ImportChecks() {}

  static void check(CertificateChain chain, PublicKey key) {
    if (!chain.isFor(key)) {
      throw anotherKey(chain, key);
    }
    List<X509Certificate> certificates = chain.certificates();
    for (int i = 0; i + 1 < certificates.size(); i++) {
      if (!isIssuedBy(certificates.get(i), certificates.get(i + 1))) {
        throw anotherIssuer(certificates, i);
      }
    }
  }

  private static StoreException anotherKey(CertificateChain chain, PublicKey key) {
    List<X509Certificate> certificates = chain.certificates();
    for (int i = 1; i < certificates.size(); i++) {
      if (certificates.get(i).getPublicKey().equals(key)) {
        return refused(
            "the certificates are in the wrong order: the private key belongs to number %d"
                .formatted(i + 1),
            IN_ORDER);
      }
    }
    return refused(
        "the private key belongs to another certificate than this one: " + chain,
        "Give certificate and key of the same version.");
  }

  private static StoreException anotherIssuer(List<X509Certificate> certificates, int index) {
    X509Certificate certificate = certificates.get(index);
    for (int i = 0; i < certificates.size(); i++) {
      if (i != index && isIssuedBy(certificate, certificates.get(i))) {
        return refused(
            "the certificates are in the wrong order: number %d was issued by number %d"
                .formatted(index + 1, i + 1),
            IN_ORDER);
      }
    }
    return refused(
        "certificate number %d names \"%s\" as its issuer, but was not signed by number %d, which is \"%s\""
            .formatted(
                index + 1,
                certificate.getIssuerX500Principal().getName(),
                index + 2,
                certificates.get(index + 1).getSubjectX500Principal().getName()),
        "Put the missing certificate in between, or leave out what does not belong to it.");
  }

  private static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
    return new CertificateChain(List.of(certificate, issuer)).isInOrder();
  }

  private static StoreException refused(String reason, String remedy) {
    return new StoreException(
        "The certificate cannot be imported: %s.".formatted(reason), remedy, null);
  }
}
