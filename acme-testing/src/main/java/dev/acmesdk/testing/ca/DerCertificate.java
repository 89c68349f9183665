package dev.acmesdk.testing.ca;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;

/** A certificate that a client has sent. */
final class DerCertificate {
  private DerCertificate() {}

  static X509Certificate parse(Octets der) {
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der.array()));
      if (Arrays.equals(certificate.getEncoded(), der.array())) {
        return certificate;
      }
    } catch (CertificateException e) {
      throw Refusal.malformed("\"certificate\" cannot be parsed: " + e.getMessage());
    }
    throw Refusal.malformed("\"certificate\" is not one certificate in DER");
  }
}
