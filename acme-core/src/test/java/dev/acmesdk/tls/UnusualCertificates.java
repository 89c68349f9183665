package dev.acmesdk.tls;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.store.Lineage;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates as no CA issues them. */
final class UnusualCertificates {
  private UnusualCertificates() {}

  static Lineage forNothing(String lineage) throws Exception {
    KeyPair pair = KeyAlgorithm.EC_P256.generate();
    return Lineages.lineage(
        lineage,
        chain(List.of(), pair.getPublic(), "SHA256withECDSA", pair.getPrivate()),
        pair.getPrivate());
  }

  static CertificateChain onX25519() throws Exception {
    PrivateKey issuer = KeyAlgorithm.EC_P256.generate().getPrivate();
    PublicKey key = KeyPairGenerator.getInstance("X25519").generateKeyPair().getPublic();
    return chain(List.of("example.com"), key, "SHA256withECDSA", issuer);
  }

  static Lineage onEd25519(String name) throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    return Lineages.lineage(
        name,
        chain(List.of(name), pair.getPublic(), "Ed25519", pair.getPrivate()),
        pair.getPrivate());
  }

  private static CertificateChain chain(
      List<String> names, PublicKey key, String algorithm, PrivateKey issuer) throws Exception {
    X500Principal subject = new X500Principal("CN=unusual");
    var builder =
        new JcaX509v3CertificateBuilder(
            subject,
            BigInteger.ONE,
            Date.from(Instant.parse("2020-01-01T00:00:00Z")),
            Date.from(Instant.parse("2049-01-01T00:00:00Z")),
            subject,
            key);
    for (String name : names) {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.dNSName, name)));
    }
    var certificate = builder.build(new JcaContentSignerBuilder(algorithm).build(issuer));
    return new CertificateChain(
        List.of(new JcaX509CertificateConverter().getCertificate(certificate)));
  }
}
