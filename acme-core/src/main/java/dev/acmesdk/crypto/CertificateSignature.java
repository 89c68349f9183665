package dev.acmesdk.crypto;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.jspecify.annotations.Nullable;

/** Whether a certificate is signed by a key. */
final class CertificateSignature {
  private CertificateSignature() {}

  /**
   * Checks a signature: on the NIST curves by {@link Ecdsa}, else by the JDK.
   *
   * @throws GeneralSecurityException if the JDK cannot check it
   * @throws IllegalArgumentException if the key is not on its curve
   */
  static boolean isBy(PublicKey key, X509Certificate certificate) throws GeneralSecurityException {
    Digest digest = digest(certificate.getSigAlgOID());
    int bits = Ecdsa.bits(key);
    if (digest == null || bits == 0) {
      certificate.verify(key);
      return true;
    }
    return Ecdsa.isSigned(
        ((ECPublicKey) key).getW(),
        bits,
        digest,
        certificate.getTBSCertificate(),
        certificate.getSignature());
  }

  /** RFC 5758 section 3.2. */
  private static @Nullable Digest digest(String algorithm) {
    return switch (algorithm) {
      case "1.2.840.10045.4.3.2" -> new SHA256Digest();
      case "1.2.840.10045.4.3.3" -> new SHA384Digest();
      case "1.2.840.10045.4.3.4" -> new SHA512Digest();
      default -> null;
    };
  }
}
