package dev.acmesdk.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * A certificate that nobody but its own key vouches for, with that key: what a server can start
 * with as long as it has no other.
 *
 * <p>The key is new each time, on P-256. The certificate is valid from a week ago, so that clocks
 * which disagree do no harm, until a year from now.
 *
 * @param certificate the self-signed certificate
 * @param privateKey its key
 */
public record SelfSignedCertificate(X509Certificate certificate, PrivateKey privateKey) {
  private static final X500Name PLACEHOLDER = new X500Name("CN=Placeholder until there is another");
  private static final Duration LEEWAY = Duration.ofDays(7);
  private static final Duration LIFETIME = Duration.ofDays(365);
  private static final KeyAlgorithm ALGORITHM = KeyAlgorithm.EC_P256;
  private static final int SERIAL_BITS = 127;

  /**
   * Makes a certificate for a server.
   *
   * @param dnsNames DNS names in A-label form, wildcards included
   * @param addresses IP addresses
   * @param clock tells what "now" is
   * @return a new certificate with a new key
   * @throws IllegalArgumentException if a name is not ASCII, or there is neither name nor address
   */
  public static SelfSignedCertificate forServer(
      List<String> dnsNames, List<InetAddress> addresses, Clock clock) {
    try {
      ExtensionsGenerator extensions = new ExtensionsGenerator();
      extensions.addExtension(
          Extension.subjectAlternativeName, false, AlternativeNames.of(dnsNames, addresses));
      extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      extensions.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      Instant now = clock.instant();
      return sign(PLACEHOLDER, now.minus(LEEWAY), now.plus(LIFETIME), extensions.generate());
    } catch (IOException e) {
      throw new IllegalStateException("Cannot make a self-signed certificate", e);
    }
  }

  static SelfSignedCertificate sign(
      X500Name name, Instant notBefore, Instant notAfter, Extensions extensions) {
    KeyPair key = ALGORITHM.generate();
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              name,
              new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE),
              Date.from(notBefore),
              Date.from(notAfter),
              name,
              key.getPublic());
      for (var oid : extensions.getExtensionOIDs()) {
        builder.addExtension(extensions.getExtension(oid));
      }
      ContentSigner signer = EcdsaContentSigner.of(key);
      return new SelfSignedCertificate(
          new JcaX509CertificateConverter().getCertificate(builder.build(signer)),
          key.getPrivate());
    } catch (OperatorCreationException | IOException | CertificateException e) {
      throw new IllegalStateException("Cannot make a self-signed certificate", e);
    }
  }

  /** Shows serial number and end of validity, never the key. */
  @Override
  public String toString() {
    return "SelfSignedCertificate[serial=%s, notAfter=%s]"
        .formatted(certificate.getSerialNumber(), certificate.getNotAfter().toInstant());
  }
}
