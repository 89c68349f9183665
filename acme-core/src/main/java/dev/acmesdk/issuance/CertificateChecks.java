package dev.acmesdk.issuance;

import dev.acmesdk.client.NewOrder;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.protocol.Identifier;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a downloaded certificate is what was asked for. */
final class CertificateChecks {
  /** How wrong this machine's clock may be. */
  private static final Duration SKEW = Duration.ofDays(1);

  /** Honest chains have a quarter of it; each signature takes time to check. */
  private static final int MAX_LENGTH = 20;

  private CertificateChecks() {}

  static void check(CertificateChain chain, PublicKey key, NewOrder order, Instant now) {
    require(chain.certificates().size() <= MAX_LENGTH, "comes with too many issuers");
    require(chain.isFor(key), "is for another key than the one in the request");
    Set<Identifier> names = names(chain);
    require(names.equals(Set.copyOf(order.identifiers())), "is for other names: " + names);
    require(chain.isInOrder(), "comes with issuers that did not sign it in that order");
    require(
        chain.leaf().getNotAfter().toInstant().isAfter(now.minus(SKEW)),
        "expired on " + chain.leaf().getNotAfter().toInstant());
    require(
        chain.leaf().getNotBefore().toInstant().isBefore(start(order, now).plus(SKEW)),
        "is not valid before " + chain.leaf().getNotBefore().toInstant());
  }

  /** Who asks for a certificate of the future gets one. */
  private static Instant start(NewOrder order, Instant now) {
    Instant asked = order.notBefore();
    return asked != null && asked.isAfter(now) ? asked : now;
  }

  private static Set<Identifier> names(CertificateChain chain) {
    try {
      return Identifier.allOf(chain);
    } catch (IllegalArgumentException e) {
      throw unusable("has names that cannot be read", e);
    }
  }

  private static void require(boolean condition, String fault) {
    if (!condition) {
      throw unusable(fault, null);
    }
  }

  private static ProtocolViolationException unusable(String fault, @Nullable Throwable cause) {
    return new ProtocolViolationException(
        "The CA issued a certificate that " + fault + ".",
        "Check this machine's clock; if it is right, report this to the CA. The certificate was not stored.",
        cause);
  }
}
