package dev.acmesdk.protocol;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a CA suggests to renew a certificate (RFC 9773 section 4.2). It holds for that certificate
 * and for no other, so it carries the certificate's identifier.
 *
 * @param certificate whose renewal it is about
 * @param start the beginning of the suggested window
 * @param end its end, after its beginning
 * @param explanationUrl a page for humans that may tell why, an http or https URL; {@code null} if
 *     the server gave none
 * @param fetchedAt when the server said so, by this machine's clock
 * @param askAgainAt when to ask for it again: neither much before nor much after (section 4.3), by
 *     this machine's clock
 */
public record RenewalInfo(
    CertificateId certificate,
    Instant start,
    Instant end,
    @Nullable URI explanationUrl,
    Instant fetchedAt,
    Instant askAgainAt) {

  /** Refuses a window that does not end after its beginning, as section 4.2 demands. */
  public RenewalInfo {
    if (!end.isAfter(start)) {
      throw new IllegalArgumentException(
          "A renewal window that begins at %s cannot end at %s (RFC 9773 section 4.2)"
              .formatted(start, end));
    }
  }

  /**
   * Why the window is as it is, to be shown to whoever is in charge of the certificate.
   *
   * @return {@code explanationUrl}, if there is one
   */
  public Optional<URI> explanation() {
    return Optional.ofNullable(explanationUrl);
  }
}
