package dev.acmesdk.tls;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.SelfSignedCertificate;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.Lineage;
import java.net.InetAddress;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A key with its certificates, which were checked, as one generation of what is shown. Immutable.
 */
final class Credential {
  /** Which of several for the same name is shown: a real one, and of those what lasts longest. */
  static final Comparator<Credential> BEST_FIRST =
      Comparator.comparing(Credential::isPlaceholder)
          .thenComparing(Credential::notAfter, Comparator.reverseOrder())
          .thenComparing(Credential::lineageName);

  private final Lineage lineage;
  private final boolean placeholder;
  private final List<String> names;
  private final String keyType;
  private final long generation;
  private final String alias;

  private Credential(Lineage lineage, boolean placeholder, List<String> names, long generation) {
    this.lineage = lineage;
    this.placeholder = placeholder;
    this.names = names;
    this.generation = generation;
    keyType = lineage.chain().leaf().getPublicKey().getAlgorithm();
    alias = "g%d/%s/%s".formatted(generation, lineage.name(), keyType);
  }

  /** What is to be published, of no generation yet. */
  static Credential of(Lineage lineage) {
    PossessionCheck.check(lineage);
    return new Credential(lineage, false, namesOf(lineage.chain()), 0);
  }

  /** A self-signed one, with a new key. */
  static Credential placeholder(
      String lineageName, Collection<? extends Identifier> identifiers, Clock clock) {
    List<String> dnsNames = new ArrayList<>();
    List<InetAddress> addresses = new ArrayList<>();
    for (Identifier identifier : identifiers) {
      if (identifier instanceof Identifier.Ip ip) {
        addresses.add(ip.address());
      } else if (identifier instanceof Identifier.Dns) {
        dnsNames.add(identifier.value());
      } else {
        throw new IllegalArgumentException(
            "No certificate can be for \"%s\". Give DNS names and IP addresses."
                .formatted(identifier));
      }
    }
    SelfSignedCertificate made = SelfSignedCertificate.forServer(dnsNames, addresses, clock);
    CertificateChain chain = new CertificateChain(List.of(made.certificate()));
    return new Credential(
        new Lineage(lineageName, 1, chain, made.privateKey(), null, null), true, namesOf(chain), 0);
  }

  private static List<String> namesOf(CertificateChain chain) {
    return Identifier.allOf(chain).stream().map(Identifier::value).toList();
  }

  Credential inGeneration(long number) {
    return new Credential(lineage, placeholder, names, number);
  }

  Lineage lineage() {
    return lineage;
  }

  String lineageName() {
    return lineage.name();
  }

  boolean isPlaceholder() {
    return placeholder;
  }

  long generation() {
    return generation;
  }

  /** What the JDK's TLS engine calls it: never the same for two of them. */
  String alias() {
    return alias;
  }

  /** DNS names and addresses that it is for, as texts; never empty. */
  List<String> names() {
    return names;
  }

  String keyType() {
    return keyType;
  }

  PrivateKey privateKey() {
    return lineage.privateKey();
  }

  X509Certificate[] chain() {
    return lineage.chain().certificates().toArray(X509Certificate[]::new);
  }

  Instant notAfter() {
    return lineage.notAfter();
  }

  boolean isIssuedByOneOf(Set<Principal> issuers) {
    return lineage.chain().certificates().stream()
        .anyMatch(certificate -> issuers.contains(certificate.getIssuerX500Principal()));
  }

  /** Whether clients would see no difference. */
  boolean isSameAs(Lineage other) {
    return lineage.chain().equals(other.chain()) && lineage.privateKey().equals(other.privateKey());
  }

  /**
   * Whether it may take another one's place. The clock may be wrong, two certificates' dates are
   * not: so what lasts longer is better even if both seem to have expired.
   */
  boolean mayReplace(Credential shown, Clock clock) {
    if (shown.isPlaceholder() || placeholder) {
      return shown.isPlaceholder();
    }
    return !notAfter().isBefore(shown.notAfter()) || clock.instant().isBefore(notAfter());
  }

  @Override
  public String toString() {
    return alias;
  }
}
