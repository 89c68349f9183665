package dev.acmesdk.testing.store;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.store.NewVersion;
import dev.acmesdk.testing.ca.Issuer;
import java.net.URI;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Certificates as a CA would have issued them, on their way into a store. The methods are safe for
 * use by several threads.
 */
public final class TestVersions {
  /** The CA that is said to have issued them. */
  public static final URI DIRECTORY = URI.create("https://ca.example/directory");

  /** The account that is said to have ordered them. */
  public static final URI ACCOUNT = URI.create("https://ca.example/acct/1");

  private static final Duration VALIDITY = Duration.ofDays(90);
  private static final Issuer ISSUER = new Issuer(Clock.systemUTC(), 1);

  private TestVersions() {}

  /**
   * Issues a certificate with a new key on P-256, for 90 days.
   *
   * @param name the lineage's name, and the DNS name that the certificate is for
   * @return another one at each call
   */
  public static NewVersion of(String name) {
    return of(name, KeyAlgorithm.EC_P256);
  }

  /**
   * Issues a certificate with a new key of a given kind, for 90 days.
   *
   * @param name the lineage's name, and the DNS name that the certificate is for
   * @param algorithm the kind of its key
   * @return another one at each call
   */
  public static NewVersion of(String name, KeyAlgorithm algorithm) {
    return of(name, name, algorithm);
  }

  /** A certificate in a lineage whose name is not the certificate's. */
  static NewVersion forHost(String host, String lineage) {
    return of(lineage, host, KeyAlgorithm.EC_P256);
  }

  private static NewVersion of(String lineage, String host, KeyAlgorithm algorithm) {
    KeyPair key = algorithm.generate();
    CertificateChain chain = new CertificateChain(ISSUER.issue(key.getPublic(), host, VALIDITY));
    return new NewVersion(lineage, chain, key.getPrivate(), DIRECTORY, ACCOUNT, Map.of());
  }

  static NewVersion orderedBy(URI account, NewVersion version) {
    return new NewVersion(
        version.name(),
        version.chain(),
        version.privateKey(),
        version.directory(),
        account,
        version.renewalParameters());
  }

  static NewVersion withoutIssuers(NewVersion version) {
    return with(
        version, new CertificateChain(List.of(version.chain().leaf())), version.privateKey());
  }

  static NewVersion withKey(NewVersion version, PrivateKey key) {
    return with(version, version.chain(), key);
  }

  static NewVersion withParameter(NewVersion version, String key, String value) {
    return new NewVersion(
        version.name(),
        version.chain(),
        version.privateKey(),
        version.directory(),
        version.account(),
        Map.of(key, value));
  }

  private static NewVersion with(NewVersion version, CertificateChain chain, PrivateKey key) {
    return new NewVersion(
        version.name(),
        chain,
        key,
        version.directory(),
        version.account(),
        version.renewalParameters());
  }
}
