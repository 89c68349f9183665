package dev.acmesdk.renewal;

import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.store.LineageSummary;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * As much of a version of a lineage as its renewal depends on: small, so that thousands can be kept
 * in memory.
 *
 * @param version the number of the version
 * @param id the certificate's identifier (RFC 9773 section 4.1), {@code null} if it has none
 * @param notBefore the beginning of its validity
 * @param notAfter the end of its validity
 * @param due when it is to be renewed, if the CA suggests nothing
 * @param isFixed whether an administrator has said so ({@code renew_before_expiry}), so that it is
 *     not to be moved
 * @param directory the directory URL of the CA that issued it, {@code null} if that is not known
 */
public record CertificateFacts(
    int version,
    @Nullable CertificateId id,
    Instant notBefore,
    Instant notAfter,
    Instant due,
    boolean isFixed,
    @Nullable URI directory) {

  /** Where stores tell what a renewal file says of it. */
  static final String RENEW_BEFORE_EXPIRY = "renew_before_expiry";

  /** A window that the CA suggests must not reach into the last part of the lifetime. */
  private static final int LAST_PART = 6;

  /**
   * Looks at a version.
   *
   * @param current the version
   * @param policy decides if neither CA nor administrator has said anything
   * @return what matters of it
   */
  public static CertificateFacts of(LineageSummary current, RenewalPolicy policy) {
    X509Certificate leaf = current.leaf();
    Instant notAfter = leaf.getNotAfter().toInstant();
    Optional<Duration> before =
        Optional.ofNullable(current.renewalParameters().get(RENEW_BEFORE_EXPIRY))
            .flatMap(RenewBefore::parse);
    return new CertificateFacts(
        current.version(),
        CertificateId.of(leaf).orElse(null),
        leaf.getNotBefore().toInstant(),
        notAfter,
        before.map(notAfter::minus).orElseGet(() -> policy.dueAt(leaf)),
        before.isPresent(),
        current.directory());
  }

  /**
   * How long the certificate is valid in all.
   *
   * @return not negative
   */
  public Duration lifetime() {
    Duration lifetime = Duration.between(notBefore, notAfter);
    return lifetime.isNegative() ? Duration.ZERO : lifetime;
  }

  /**
   * How long the certificate may be used before it is renewed whatever the CA suggests.
   *
   * @return five sixths of the lifetime, or longer if an administrator has said so
   */
  public Duration longestUse() {
    Duration use = lifetime().minus(lifetimePart(LAST_PART));
    Duration said = Duration.between(notBefore, due);
    return isFixed && said.compareTo(use) > 0 ? said : use;
  }

  /** An equal part of the lifetime. */
  Duration lifetimePart(int parts) {
    return Shares.part(lifetime(), 1, parts);
  }

  /** From when on it is renewed whatever the CA suggests. */
  Instant latest() {
    return notBefore.plus(longestUse());
  }
}
