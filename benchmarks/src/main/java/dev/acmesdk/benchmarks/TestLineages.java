package dev.acmesdk.benchmarks;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.store.Lineage;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Self-signed certificates for measurements. */
final class TestLineages {
  private static final X500Principal NAME = new X500Principal("CN=benchmark");
  private static final AtomicLong SERIAL = new AtomicLong();

  private TestLineages() {}

  /** A new version of a lineage for one name. */
  static Lineage of(String lineage, String dnsName, KeyAlgorithm algorithm, KeyPair key) {
    Instant now = Instant.now();
    try {
      var certificate =
          new JcaX509v3CertificateBuilder(
                  NAME,
                  BigInteger.valueOf(SERIAL.incrementAndGet()),
                  Date.from(now.minus(Duration.ofHours(1))),
                  Date.from(now.plus(Duration.ofDays(90))),
                  NAME,
                  key.getPublic())
              .addExtension(
                  Extension.subjectAlternativeName,
                  false,
                  new GeneralNames(new GeneralName(GeneralName.dNSName, dnsName)))
              .addExtension(
                  Extension.authorityKeyIdentifier,
                  false,
                  new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(key.getPublic()))
              .build(
                  new JcaContentSignerBuilder(algorithm.signatureAlgorithm())
                      .build(key.getPrivate()));
      CertificateChain chain =
          new CertificateChain(
              List.of(new JcaX509CertificateConverter().getCertificate(certificate)));
      return new Lineage(lineage, 1, chain, key.getPrivate(), null, null);
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }
}
