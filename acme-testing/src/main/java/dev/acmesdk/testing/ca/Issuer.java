package dev.acmesdk.testing.ca;

import java.net.URI;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * Roots, their intermediates, and what they issue. Instances are immutable and safe for use by
 * several threads.
 */
public final class Issuer {
  private static final Duration YEARS = Duration.ofDays(20L * 365);
  private static final Duration BACKDATED = Duration.ofHours(1);

  private final Clock clock;
  private final Duration backdating;
  private final Optional<URI> crl;
  private final Authority issuing;
  private final List<Way> ways = new ArrayList<>();

  /** A root and what comes below it, without the end: the one that issues comes first. */
  private record Way(X509Certificate root, List<X509Certificate> intermediates) {}

  /**
   * Makes the keys and certificates of a hierarchy. Certificates are backdated by an hour.
   *
   * @param clock tells from when on certificates are valid
   * @param chainLength the number of intermediates
   */
  public Issuer(Clock clock, int chainLength) {
    this(
        clock,
        new IssuanceSettings(
            false, chainLength, List.of(), Duration.ofDays(90), BACKDATED, Map.of(), 0),
        Optional.empty());
  }

  /** With as many ways to roots as the settings want. */
  Issuer(Clock clock, IssuanceSettings settings, Optional<URI> crl) {
    this.clock = clock;
    this.backdating = settings.backdating();
    this.crl = crl;
    Authority root = root(settings.rsa());
    List<X509Certificate> intermediates = new ArrayList<>();
    this.issuing = descend(root, "Intermediate", settings.chainLength(), intermediates);
    ways.add(new Way(root.certificate(), List.copyOf(intermediates)));
    settings.alternates().forEach(length -> ways.add(alternate(settings.rsa(), length)));
  }

  private Authority root(boolean rsa) {
    Instant now = clock.instant();
    return Authority.root(
        "Root " + Tokens.shortOne(), SigningKey.generate(rsa), now.minus(YEARS), now.plus(YEARS));
  }

  /**
   * Makes intermediates one below the other; the lowest is the result, and the first in the list.
   */
  private static Authority descend(
      Authority top, String name, int steps, List<X509Certificate> certificates) {
    Authority lowest = top;
    for (int i = 1; i <= steps; i++) {
      lowest = lowest.intermediate("%s %d".formatted(name, i));
      certificates.add(0, lowest.certificate());
    }
    return lowest;
  }

  /** Another root, which in the end certifies the same issuing key. */
  private Way alternate(boolean rsa, int length) {
    Authority root = root(rsa);
    List<X509Certificate> intermediates = new ArrayList<>();
    Authority lowest = descend(root, "Alternate " + Tokens.shortOne(), length - 1, intermediates);
    intermediates.add(0, lowest.crossSigned(issuing));
    return new Way(root.certificate(), List.copyOf(intermediates));
  }

  X509Certificate root() {
    return ways.get(0).root();
  }

  /** That of the usual chains first, then those of the alternates. */
  List<X509Certificate> roots() {
    return ways.stream().map(Way::root).toList();
  }

  Authority issuing() {
    return issuing;
  }

  /**
   * Issues for a DNS name.
   *
   * @param key the public key
   * @param name the name
   * @param validity how long it is valid
   * @return the certificate and its chain, without the root
   */
  public List<X509Certificate> issue(PublicKey key, String name, Duration validity) {
    return issue(key, List.of(Identifier.dns(name)), validity);
  }

  /** The certificate and its usual chain, without the root. */
  List<X509Certificate> issue(PublicKey key, List<Identifier> identifiers, Duration validity) {
    return issueAll(key, identifiers, validity).get(0);
  }

  /** One certificate with each of its chains, without the roots. */
  List<List<X509Certificate>> issueAll(
      PublicKey key, List<Identifier> identifiers, Duration validity) {
    Instant now = clock.instant();
    List<GeneralName> names = identifiers.stream().map(Issuer::generalName).toList();
    X509Certificate leaf =
        issuing.certify(key, names, now.minus(backdating), now.plus(validity), crl);
    return ways.stream()
        .map(way -> Stream.concat(Stream.of(leaf), way.intermediates().stream()).toList())
        .toList();
  }

  private static GeneralName generalName(Identifier identifier) {
    return new GeneralName(
        identifier.isIp() ? GeneralName.iPAddress : GeneralName.dNSName, identifier.value());
  }
}
