package dev.acmesdk.crypto;

import java.io.IOException;
import java.net.InetAddress;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * The certificate that answers a TLS-ALPN-01 challenge (RFC 8737 section 3), with its key. It is
 * self-signed, names the one identifier that is being validated, and holds the digest of the key
 * authorization in a critical extension, so that nobody takes it for a certificate to rely on.
 *
 * <p>The key is new each time, on P-256. The certificate is valid from a week ago until a week from
 * now, so that clocks which disagree do no harm.
 *
 * @param certificate the self-signed certificate
 * @param privateKey its key
 */
public record TlsAlpnCertificate(X509Certificate certificate, PrivateKey privateKey) {
  /** {@code id-pe-acmeIdentifier}, RFC 8737 section 6.1. */
  private static final ASN1ObjectIdentifier ACME_IDENTIFIER =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.31");

  // RFC 5280 section 4.1.2.4: an issuer has a name. Whose it is means nothing here.
  private static final X500Name NAME = new X500Name("CN=ACME TLS-ALPN-01 challenge");
  private static final Duration LEEWAY = Duration.ofDays(7);
  private static final int DIGEST_LENGTH = 32;

  /**
   * Makes a certificate for a DNS name.
   *
   * @param dnsName the name in A-label form, without wildcard label
   * @param digest the SHA-256 digest of the key authorization, 32 octets
   * @param clock tells what "now" is
   * @return a new certificate with a new key
   * @throws IllegalArgumentException if the name is not ASCII or the digest has another length
   */
  public static TlsAlpnCertificate forName(String dnsName, byte[] digest, Clock clock) {
    return create(AlternativeNames.dnsName(dnsName), digest, clock.instant());
  }

  /**
   * Makes a certificate for an IP address (RFC 8738 section 6).
   *
   * @param address the address
   * @param digest the SHA-256 digest of the key authorization, 32 octets
   * @param clock tells what "now" is
   * @return a new certificate with a new key
   * @throws IllegalArgumentException if the digest has another length
   */
  public static TlsAlpnCertificate forAddress(InetAddress address, byte[] digest, Clock clock) {
    return create(AlternativeNames.ipAddress(address), digest, clock.instant());
  }

  private static TlsAlpnCertificate create(GeneralName identifier, byte[] digest, Instant now) {
    if (digest.length != DIGEST_LENGTH) {
      throw new IllegalArgumentException(
          "A SHA-256 digest has 32 octets, not %d".formatted(digest.length));
    }
    try {
      ExtensionsGenerator extensions = new ExtensionsGenerator();
      extensions.addExtension(
          Extension.subjectAlternativeName, false, new GeneralNames(identifier));
      extensions.addExtension(ACME_IDENTIFIER, true, new DEROctetString(digest));
      SelfSignedCertificate signed =
          SelfSignedCertificate.sign(
              NAME, now.minus(LEEWAY), now.plus(LEEWAY), extensions.generate());
      return new TlsAlpnCertificate(signed.certificate(), signed.privateKey());
    } catch (IOException e) {
      throw new IllegalStateException("Cannot make a certificate for TLS-ALPN-01", e);
    }
  }

  /** Shows serial number and end of validity, never the key. */
  @Override
  public String toString() {
    return "TlsAlpnCertificate[serial=%s, notAfter=%s]"
        .formatted(certificate.getSerialNumber(), certificate.getNotAfter().toInstant());
  }
}
