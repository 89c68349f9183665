package dev.acmesdk.testing.ca;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A name and a key that certificates can be signed with, and the certificate that says so. */
record Authority(X500Name name, KeyPair keys, X509Certificate certificate) {
  private static final X500Name NO_SUBJECT = new X500Name(new RDN[0]);
  private static final int SERIAL_OCTETS = 16;

  static Authority root(String commonName, KeyPair keys, Instant notBefore, Instant notAfter) {
    X500Name name = named(commonName);
    return new Authority(
        name, keys, certifyAuthority(name, keys, name, keys.getPublic(), notBefore, notAfter));
  }

  Authority intermediate(String commonName) {
    X500Name subject = named(commonName);
    KeyPair subjectKeys = SigningKey.generate(isRsa());
    return new Authority(subject, subjectKeys, certified(subject, subjectKeys.getPublic()));
  }

  /** The certificate of another authority's name and key that this one signs. */
  X509Certificate crossSigned(Authority other) {
    return certified(other.name, other.keys.getPublic());
  }

  private X509Certificate certified(X500Name subject, PublicKey subjectKey) {
    return certifyAuthority(
        name,
        keys,
        subject,
        subjectKey,
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant());
  }

  private boolean isRsa() {
    return keys.getPublic() instanceof RSAPublicKey;
  }

  ContentSigner signer() throws OperatorCreationException {
    return signer(keys);
  }

  private static ContentSigner signer(KeyPair keys) throws OperatorCreationException {
    boolean isRsa = keys.getPublic() instanceof RSAPublicKey;
    return new JcaContentSignerBuilder(isRsa ? "SHA256withRSA" : "SHA256withECDSA")
        .build(keys.getPrivate());
  }

  private static X500Name named(String commonName) {
    return new X500Name("O=Embedded ACME CA,CN=" + commonName);
  }

  private static X509Certificate certifyAuthority(
      X500Name issuer,
      KeyPair issuerKeys,
      X500Name subject,
      PublicKey subjectKey,
      Instant notBefore,
      Instant notAfter) {
    try {
      X509v3CertificateBuilder builder =
          builder(issuer, issuerKeys, subject, subjectKey, notBefore, notAfter)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
              .addExtension(
                  Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      return sign(builder, issuerKeys);
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("The certificate of a CA could not be made", e);
    }
  }

  /** A server certificate: alternative names only, no subject (so they are critical, RFC 5280). */
  X509Certificate certify(
      PublicKey key,
      List<GeneralName> names,
      Instant notBefore,
      Instant notAfter,
      Optional<URI> crl) {
    int usage =
        KeyUsage.digitalSignature | (key instanceof RSAPublicKey ? KeyUsage.keyEncipherment : 0);
    try {
      X509v3CertificateBuilder builder =
          builder(name, keys, NO_SUBJECT, key, notBefore, notAfter)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(Extension.keyUsage, true, new KeyUsage(usage))
              .addExtension(
                  Extension.extendedKeyUsage,
                  false,
                  new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
              .addExtension(
                  Extension.subjectAlternativeName,
                  true,
                  new GeneralNames(names.toArray(GeneralName[]::new)));
      if (crl.isPresent()) {
        builder.addExtension(Extension.cRLDistributionPoints, false, point(crl.get()));
      }
      return sign(builder, keys);
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("A certificate could not be made", e);
    }
  }

  private static CRLDistPoint point(URI url) {
    GeneralNames names =
        new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, url.toString()));
    return new CRLDistPoint(
        new DistributionPoint[] {
          new DistributionPoint(new DistributionPointName(names), null, null)
        });
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer,
      KeyPair issuerKeys,
      X500Name subject,
      PublicKey subjectKey,
      Instant notBefore,
      Instant notAfter)
      throws IOException, GeneralSecurityException {
    JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
    return new X509v3CertificateBuilder(
            issuer,
            new BigInteger(1, Tokens.octets(SERIAL_OCTETS)).setBit(0),
            Date.from(notBefore),
            Date.from(notAfter),
            subject,
            SubjectPublicKeyInfo.getInstance(subjectKey.getEncoded()))
        .addExtension(
            Extension.subjectKeyIdentifier,
            false,
            identifiers.createSubjectKeyIdentifier(subjectKey))
        .addExtension(
            Extension.authorityKeyIdentifier,
            false,
            identifiers.createAuthorityKeyIdentifier(issuerKeys.getPublic()));
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair issuerKeys)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer(issuerKeys)));
  }

  /** Shows name and end of validity, never the key. */
  @Override
  public String toString() {
    return "Authority[%s, notAfter=%s]".formatted(name, certificate.getNotAfter().toInstant());
  }
}
