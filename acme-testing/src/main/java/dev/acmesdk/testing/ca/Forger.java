package dev.acmesdk.testing.ca;

import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Certificates that are not what was ordered. Safe for use by several threads. */
final class Forger {
  private static final int DNS_NAME = 2;

  private final Issuer issuer;
  private final Clock clock;

  Forger(Issuer issuer, Clock clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  /** The same certificate, below issuers that have not issued it. */
  Octets otherChain(Octets pem) {
    List<X509Certificate> chain = read(pem);
    X509Certificate leaf = chain.get(0);
    Issuer stranger = new Issuer(clock, Math.max(1, chain.size() - 1));
    List<X509Certificate> strange = new ArrayList<>(reissued(stranger, leaf, leaf.getPublicKey()));
    strange.set(0, leaf);
    return written(strange);
  }

  /** A certificate for the same names and a key that nobody has, below the right issuers. */
  Octets otherKey(Octets pem) {
    return written(reissued(issuer, read(pem).get(0), SigningKey.generate(false).getPublic()));
  }

  private List<X509Certificate> reissued(Issuer by, X509Certificate leaf, PublicKey key) {
    Duration validity = Duration.between(clock.instant(), leaf.getNotAfter().toInstant());
    return by.issueAll(key, identifiers(leaf), validity).get(0);
  }

  private static List<Identifier> identifiers(X509Certificate leaf) {
    try {
      Collection<List<?>> names = leaf.getSubjectAlternativeNames();
      return names.stream().map(Forger::identifier).toList();
    } catch (CertificateParsingException e) {
      throw new IllegalStateException("A certificate of this CA cannot be read", e);
    }
  }

  private static Identifier identifier(List<?> name) {
    String value = String.valueOf(name.get(1));
    return name.get(0).equals(DNS_NAME) ? Identifier.dns(value) : Identifier.ip(value);
  }

  private static List<X509Certificate> read(Octets pem) {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem.array()))
          .stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (CertificateException e) {
      throw new IllegalStateException("A chain of this CA cannot be read", e);
    }
  }

  private static Octets written(List<X509Certificate> chain) {
    return Octets.of(chain.stream().map(IssuedChain::pem).collect(Collectors.joining()));
  }
}
