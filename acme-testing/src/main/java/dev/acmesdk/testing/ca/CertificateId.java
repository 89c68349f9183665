package dev.acmesdk.testing.ca;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/**
 * What renewal information calls a certificate (RFC 9773 section 4.1): the identifier of its
 * issuer's key, a dot, and its serial number as DER has it.
 */
record CertificateId(String value) {

  static CertificateId of(X509Certificate certificate) {
    byte[] extension = certificate.getExtensionValue(Extension.authorityKeyIdentifier.getId());
    if (extension == null) {
      throw new IllegalArgumentException("The certificate does not name its issuer's key");
    }
    try {
      byte[] issuer =
          AuthorityKeyIdentifier.getInstance(JcaX509ExtensionUtils.parseExtensionValue(extension))
              .getKeyIdentifierOctets();
      return new CertificateId(
          StrictBase64Url.encode(issuer)
              + "."
              + StrictBase64Url.encode(certificate.getSerialNumber().toByteArray()));
    } catch (IOException e) {
      throw new IllegalArgumentException("The issuer's key identifier cannot be read", e);
    }
  }

  /** Refuses what can name no certificate at all; whether there is one is another question. */
  static CertificateId parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw Refusal.malformed("Invalid path: \"%s\" is not two texts and a dot".formatted(text));
    }
    StrictBase64Url.decode(parts[0], "The authority key identifier");
    byte[] serial = StrictBase64Url.decode(parts[1], "The serial number").array();
    if (serial[0] < 0 || !StrictBase64Url.encode(minimal(serial)).equals(parts[1])) {
      throw Refusal.malformed(
          "The serial number is not the content of a positive INTEGER in DER, with a zero octet"
              + " where DER has one (RFC 9773 section 4.1)");
    }
    return new CertificateId(text);
  }

  private static byte[] minimal(byte[] serial) {
    return new BigInteger(serial).toByteArray();
  }
}
