package dev.acmesdk.storage;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.store.NewVersion;
import java.math.BigInteger;
import java.net.URI;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues what a CA would have issued: a leaf for 90 days and its issuer. */
final class TestCa {
  static final URI DIRECTORY = URI.create("https://localhost:24000/dir");
  static final URI ACCOUNT = URI.create("https://localhost:24000/my-account/1");

  private static final X500Name ISSUER = new X500Name("CN=Storage Test CA");
  private static final KeyPair KEY = KeyAlgorithm.EC_P256.generate();
  private static final AtomicLong SERIAL = new AtomicLong(4096);
  private static final X509Certificate CERTIFICATE = certificate(ISSUER, KEY, true);

  private TestCa() {}

  static NewVersion issue(String name) {
    return issue(name, KeyAlgorithm.EC_P256, Map.of());
  }

  static NewVersion issue(String name, Map<String, String> parameters) {
    return issue(name, KeyAlgorithm.EC_P256, parameters);
  }

  /** A certificate for a host in a lineage of another name. */
  static NewVersion issue(String host, Map<String, String> parameters, String lineage) {
    KeyPair key = KeyAlgorithm.EC_P256.generate();
    return new NewVersion(
        lineage, chain(host, key), key.getPrivate(), DIRECTORY, ACCOUNT, parameters);
  }

  static NewVersion issue(String name, KeyAlgorithm algorithm, Map<String, String> parameters) {
    return issue(name, algorithm.generate(), parameters);
  }

  static NewVersion issue(String name, KeyPair key, Map<String, String> parameters) {
    return new NewVersion(name, chain(name, key), key.getPrivate(), DIRECTORY, ACCOUNT, parameters);
  }

  static NewVersion withoutIssuers(NewVersion issued) {
    return new NewVersion(
        issued.name(),
        new CertificateChain(List.of(issued.chain().leaf())),
        issued.privateKey(),
        issued.directory(),
        issued.account(),
        issued.renewalParameters());
  }

  static CertificateChain chain(String name, KeyPair key) {
    return new CertificateChain(
        List.of(certificate(new X500Name("CN=" + name), key, false), CERTIFICATE));
  }

  private static X509Certificate certificate(X500Name subject, KeyPair key, boolean isCa) {
    try {
      Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              ISSUER,
              BigInteger.valueOf(SERIAL.incrementAndGet()),
              Date.from(now.minus(1, ChronoUnit.HOURS)),
              Date.from(now.plus(90, ChronoUnit.DAYS)),
              subject,
              key.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isCa));
      if (!isCa) {
        String name = subject.toString().substring("CN=".length());
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(new GeneralName(GeneralName.dNSName, name)));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(KEY.getPrivate())));
    } catch (Exception e) {
      throw new IllegalStateException("Cannot issue for " + subject, e);
    }
  }
}
