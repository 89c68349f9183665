package dev.acmesdk.testing.ca;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * A root, its intermediates, and what they issue. Instances are immutable and safe for use by
 * several threads.
 */
public final class Issuer {
  private static final Duration YEARS = Duration.ofDays(20L * 365);
  private static final Duration BACKDATED = Duration.ofHours(1);

  private final Clock clock;
  private final Duration backdating;
  private final Authority root;

  /** The one that issues, then the one above it, and so on, without the root. */
  private final List<Authority> intermediates = new ArrayList<>();

  /**
   * Makes the keys and certificates of a hierarchy. Certificates are backdated by an hour.
   *
   * @param clock tells from when on certificates are valid
   * @param chainLength the number of intermediates
   */
  public Issuer(Clock clock, int chainLength) {
    this(clock, chainLength, BACKDATED);
  }

  /**
   * Makes the keys and certificates of a hierarchy.
   *
   * @param clock tells from when on certificates are valid
   * @param chainLength the number of intermediates
   * @param backdating how long before their issuance certificates begin to be valid
   */
  public Issuer(Clock clock, int chainLength, Duration backdating) {
    this.clock = clock;
    this.backdating = backdating;
    Instant now = clock.instant();
    this.root = Authority.root("Root " + Tokens.shortOne(), now.minus(YEARS), now.plus(YEARS));
    for (int i = 1; i <= chainLength; i++) {
      intermediates.add(0, issuing().intermediate("Intermediate " + i));
    }
  }

  private Authority issuing() {
    return intermediates.isEmpty() ? root : intermediates.get(0);
  }

  X509Certificate root() {
    return root.certificate();
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

  /** The certificate and its chain, without the root. */
  List<X509Certificate> issue(PublicKey key, List<Identifier> identifiers, Duration validity) {
    Instant now = clock.instant();
    List<GeneralName> names = identifiers.stream().map(Issuer::generalName).toList();
    X509Certificate leaf = issuing().certify(key, names, now.minus(backdating), now.plus(validity));
    return Stream.concat(Stream.of(leaf), intermediates.stream().map(Authority::certificate))
        .toList();
  }

  private static GeneralName generalName(Identifier identifier) {
    return new GeneralName(
        identifier.isIp() ? GeneralName.iPAddress : GeneralName.dNSName, identifier.value());
  }
}
