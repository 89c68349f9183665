package dev.acmesdk.crypto;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;

/** The key identifiers in certificates (RFC 5280 section 4.2.1.1). */
public final class CertificateKeyIds {
  private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";

  private CertificateKeyIds() {}

  /**
   * Which of its keys the issuer signed with.
   *
   * @param certificate any certificate
   * @return the key identifier; empty if the certificate has none that can be read
   */
  public static Optional<byte[]> authority(X509Certificate certificate) {
    byte[] extension = certificate.getExtensionValue(AUTHORITY_KEY_IDENTIFIER);
    if (extension == null) {
      return Optional.empty();
    }
    try {
      AuthorityKeyIdentifier identifier =
          AuthorityKeyIdentifier.getInstance(
              ASN1OctetString.getInstance(ASN1OctetString.fromByteArray(extension)).getOctets());
      return Optional.ofNullable(identifier.getKeyIdentifierOctets());
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
