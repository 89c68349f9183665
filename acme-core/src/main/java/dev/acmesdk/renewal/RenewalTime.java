package dev.acmesdk.renewal;

import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.RenewalInfo;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the moment of a renewal: in the window that the CA suggests (RFC 9773 section 4.2), else
 * by the certificate's lifetime. Pure functions: the same facts give the same moment.
 *
 * <p>Section 4.2 recommends a uniform random moment within the window. Here it is derived from the
 * checksum of the certificate's identifier: spread evenly over all certificates, yet the same for
 * one certificate in every process, on every node and after every restart, with nothing to store. A
 * window that moves takes the moment along, at the same fraction of its length. That it can be
 * foretold does no harm; it spreads load and protects nothing.
 */
public final class RenewalTime {
  private RenewalTime() {}

  /**
   * When to renew, with what is known.
   *
   * @param certificate the certificate in use
   * @param info what the CA suggests, {@code null} if it is not known; what is about another
   *     certificate is not heeded
   * @param fallback decides without a suggestion
   * @param now the present
   * @return the moment; {@code now} if it is in the past
   */
  public static Instant of(
      X509Certificate certificate,
      @Nullable RenewalInfo info,
      RenewalPolicy fallback,
      Instant now) {
    Optional<CertificateId> id = CertificateId.of(certificate);
    Instant due =
        info != null && id.isPresent() && info.certificate().equals(id.get())
            ? within(info)
            : fallback.dueAt(certificate);
    return due.isBefore(now) ? now : due;
  }

  /**
   * The moment within a suggested window.
   *
   * @param info the window, and for which certificate it is
   * @return a moment not before its start and before its end, which may be in the past
   */
  public static Instant within(RenewalInfo info) {
    long seconds = Duration.between(info.start(), info.end()).toSeconds();
    return info.start().plusSeconds(Shares.of(seconds, info.certificate().value()));
  }
}
