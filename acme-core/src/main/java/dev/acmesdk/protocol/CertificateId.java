package dev.acmesdk.protocol;

import dev.acmesdk.crypto.Base64Url;
import dev.acmesdk.crypto.CertificateKeyIds;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * What a certificate is called in renewal information and in orders that replace it (RFC 9773
 * section 4.1).
 *
 * @param value the issuer's key identifier and the serial number, both in base64url, with a dot
 *     between them
 */
public record CertificateId(String value) {
  /** Refuses what has another form. */
  public CertificateId {
    if (!isOfTheForm(value)) {
      throw new IllegalArgumentException(
          "Not a certificate identifier of RFC 9773 section 4.1: " + Text.shown(value));
    }
  }

  private static boolean isOfTheForm(String text) {
    int dot = text.indexOf('.');
    return dot >= 0
        && Base64Url.isValid(text.substring(0, dot))
        && Base64Url.isValid(text.substring(dot + 1));
  }

  /**
   * Reads an identifier as a server writes it.
   *
   * @param text any text
   * @return the identifier; empty if the text has another form
   */
  public static Optional<CertificateId> parse(String text) {
    return isOfTheForm(text) ? Optional.of(new CertificateId(text)) : Optional.empty();
  }

  /**
   * The identifier of a certificate.
   *
   * @param certificate an end-entity certificate
   * @return its identifier; empty if it does not name its issuer's key, so that it has none
   */
  public static Optional<CertificateId> of(X509Certificate certificate) {
    return CertificateKeyIds.authority(certificate)
        .map(
            keyId ->
                new CertificateId(
                    Base64Url.encode(keyId)
                        + "."
                        + Base64Url.encode(certificate.getSerialNumber().toByteArray())));
  }

  @Override
  public String toString() {
    return value;
  }
}
