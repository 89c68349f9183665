package dev.acmesdk.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * A CA for tests: a root, as many intermediates below it as wanted, and leaves for any names, key
 * and validity. All keys are real and all signatures verify.
 *
 * <pre>{@code
 * TestCa ca = TestCa.withIntermediates(1);
 * TestCa.Issued issued = ca.leaf("example.com").ip("192.0.2.1").key(KeyAlgorithm.RSA_2048).issue();
 * }</pre>
 */
public final class TestCa {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Instant CA_NOT_BEFORE = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant CA_NOT_AFTER = Instant.parse("2049-01-01T00:00:00Z");

  private final X500Principal name;
  private final KeyPair key;

  /** This CA's certificate first, the root last. */
  private final List<X509Certificate> path;

  private TestCa(X500Principal name, KeyPair key, List<X509Certificate> path) {
    this.name = name;
    this.key = key;
    this.path = List.copyOf(path);
  }

  /** A leaf, its key and the chain as an ACME server would send it: without the root. */
  public record Issued(KeyPair key, CertificateChain chain) {
    public X509Certificate leaf() {
      return chain.leaf();
    }
  }

  /** A root on P-256. */
  public static TestCa root() {
    return root("Test Root", KeyAlgorithm.EC_P256);
  }

  /** A root with a name and a kind of key. */
  public static TestCa root(String commonName, KeyAlgorithm algorithm) {
    X500Principal name = new X500Principal("CN=" + commonName);
    KeyPair key = algorithm.generate();
    TestCa unsigned = new TestCa(name, key, List.of());
    return new TestCa(name, key, List.of(unsigned.certifyCa(name, key.getPublic())));
  }

  /** The lowest of some CAs below a new root, all on P-256. */
  public static TestCa withIntermediates(int count) {
    TestCa ca = root();
    for (int i = 1; i <= count; i++) {
      ca = ca.intermediate("Test Intermediate " + i, KeyAlgorithm.EC_P256);
    }
    return ca;
  }

  /** A new CA below this one. */
  public TestCa intermediate(String commonName, KeyAlgorithm algorithm) {
    X500Principal subject = new X500Principal("CN=" + commonName);
    KeyPair subjectKey = algorithm.generate();
    List<X509Certificate> subjectPath = new ArrayList<>(path);
    subjectPath.add(0, certifyCa(subject, subjectKey.getPublic()));
    return new TestCa(subject, subjectKey, subjectPath);
  }

  /** Another certificate for another CA's name and key, which what it signs leads up to as well. */
  public X509Certificate crossSign(TestCa other) {
    return certifyCa(other.name, other.key.getPublic());
  }

  /** This CA's own certificate. */
  public X509Certificate certificate() {
    return path.get(0);
  }

  /** The root at the top. */
  public X509Certificate rootCertificate() {
    return path.get(path.size() - 1);
  }

  /** A key store that trusts the root. */
  public KeyStore trustStore() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("root", rootCertificate());
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts a leaf for some DNS names: on P-256, for 90 days from an hour ago. */
  public Leaf leaf(String... dnsNames) {
    Leaf leaf = new Leaf(this);
    for (String dnsName : dnsNames) {
      leaf.names.add(new GeneralName(GeneralName.dNSName, dnsName));
    }
    return leaf;
  }

  /** What an ACME server does at finalization: a chain for key and names of a request. */
  public CertificateChain sign(byte[] csr, Instant notBefore, Duration lifetime) {
    try {
      var request = new JcaPKCS10CertificationRequest(new PKCS10CertificationRequest(csr));
      Leaf leaf = new Leaf(this).valid(notBefore, lifetime);
      GeneralNames names =
          GeneralNames.fromExtensions(
              request.getRequestedExtensions(), Extension.subjectAlternativeName);
      leaf.names.addAll(List.of(names.getNames()));
      return chain(leaf, request.getPublicKey());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private CertificateChain chain(Leaf leaf, PublicKey leafKey) {
    List<X509Certificate> chain = new ArrayList<>();
    chain.add(certifyLeaf(leaf, leafKey));
    chain.addAll(path.subList(0, path.size() - 1));
    return new CertificateChain(chain);
  }

  private X509Certificate certifyCa(X500Principal subject, PublicKey subjectKey) {
    var certificate =
        new JcaX509v3CertificateBuilder(
            name,
            randomSerial(),
            Date.from(CA_NOT_BEFORE),
            Date.from(CA_NOT_AFTER),
            subject,
            subjectKey);
    try {
      var ids = new JcaX509ExtensionUtils();
      certificate
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
          .addExtension(
              Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
          .addExtension(
              Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(subjectKey));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
    return signed(certificate);
  }

  private X509Certificate certifyLeaf(Leaf leaf, PublicKey leafKey) {
    var certificate =
        new JcaX509v3CertificateBuilder(
            name,
            leaf.serial,
            Date.from(leaf.notBefore),
            Date.from(leaf.notAfter),
            new X500Principal(""),
            leafKey);
    try {
      if (!leaf.names.isEmpty()) {
        certificate.addExtension(
            Extension.subjectAlternativeName,
            true,
            new GeneralNames(leaf.names.toArray(GeneralName[]::new)));
      }
      certificate
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
          .addExtension(
              Extension.authorityKeyIdentifier,
              false,
              leaf.authorityKeyId == null
                  ? new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(key.getPublic())
                  : new AuthorityKeyIdentifier(leaf.authorityKeyId));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
    return signed(certificate);
  }

  private X509Certificate signed(JcaX509v3CertificateBuilder certificate) {
    try {
      String algorithm = KeyAlgorithm.of(key.getPublic()).signatureAlgorithm();
      return new JcaX509CertificateConverter()
          .getCertificate(
              certificate.build(new JcaContentSignerBuilder(algorithm).build(key.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BigInteger randomSerial() {
    return new BigInteger(127, RANDOM).add(BigInteger.ONE);
  }

  /** A leaf in the making. */
  public static final class Leaf {
    private final TestCa issuer;
    private final List<GeneralName> names = new ArrayList<>();
    private Instant notBefore = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3600);
    private Instant notAfter = notBefore.plus(Duration.ofDays(90));
    private BigInteger serial = randomSerial();
    private byte[] authorityKeyId;
    private KeyPair key;

    private Leaf(TestCa issuer) {
      this.issuer = issuer;
    }

    /** Adds an IP address literal to its names. */
    public Leaf ip(String literal) {
      names.add(new GeneralName(GeneralName.iPAddress, literal));
      return this;
    }

    /** Makes it for a new key of another kind. */
    public Leaf key(KeyAlgorithm algorithm) {
      return key(algorithm.generate());
    }

    /** Makes it for an existing key. */
    public Leaf key(KeyPair pair) {
      this.key = pair;
      return this;
    }

    /** Sets its validity; X.509 knows whole seconds only. */
    public Leaf valid(Instant from, Duration lifetime) {
      this.notBefore = from;
      this.notAfter = from.plus(lifetime);
      return this;
    }

    /** Sets its serial number, which is random otherwise. */
    public Leaf serial(BigInteger number) {
      this.serial = number;
      return this;
    }

    /** Sets its authority key identifier, which is the issuer's otherwise. */
    public Leaf authorityKeyId(byte[] octets) {
      this.authorityKeyId = octets.clone();
      return this;
    }

    /** Issues it. */
    public Issued issue() {
      KeyPair pair = key == null ? KeyAlgorithm.EC_P256.generate() : key;
      return new Issued(pair, issuer.chain(this, pair.getPublic()));
    }
  }
}
