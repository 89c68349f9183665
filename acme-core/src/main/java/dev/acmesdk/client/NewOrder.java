package dev.acmesdk.client;

import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.Identifier;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to ask a server for (RFC 8555 section 7.4).
 *
 * @param identifiers what the certificate shall be for
 * @param profile the certificate profile, one that the directory lists; {@code null} for the
 *     server's choice
 * @param notBefore the start of validity, to the second; {@code null} for the server's choice. Many
 *     servers, Let's Encrypt among them, refuse orders that have a choice of their own
 * @param notAfter the end of validity; likewise
 * @param replaces the certificate that the new one is the renewal of (RFC 9773 section 5); it is
 *     left out if the server has no renewal information
 */
public record NewOrder(
    List<Identifier> identifiers,
    @Nullable String profile,
    @Nullable Instant notBefore,
    @Nullable Instant notAfter,
    @Nullable CertificateId replaces) {

  /** Copies the identifiers, and refuses a validity that ends before it begins. */
  public NewOrder {
    identifiers = List.copyOf(identifiers);
    notBefore = notBefore == null ? null : notBefore.truncatedTo(ChronoUnit.SECONDS);
    notAfter = notAfter == null ? null : notAfter.truncatedTo(ChronoUnit.SECONDS);
    if (notBefore != null && notAfter != null && !notAfter.isAfter(notBefore)) {
      throw new InvalidRequestException(
          "A certificate that is valid from %s cannot end at %s. Give an end after the start."
              .formatted(notBefore, notAfter));
    }
  }

  /**
   * An order without special wishes.
   *
   * @param identifiers what the certificate shall be for
   * @return the request
   */
  public static NewOrder of(List<Identifier> identifiers) {
    return new NewOrder(identifiers, null, null, null, null);
  }

  /**
   * The same for other identifiers.
   *
   * @param others what the certificate shall be for
   * @return a changed copy
   */
  public NewOrder withIdentifiers(List<Identifier> others) {
    return new NewOrder(others, profile, notBefore, notAfter, replaces);
  }

  /**
   * The same with a profile.
   *
   * @param name one that the directory lists
   * @return a changed copy
   */
  public NewOrder withProfile(@Nullable String name) {
    return new NewOrder(identifiers, name, notBefore, notAfter, replaces);
  }

  /**
   * The same with a validity of the caller's choice.
   *
   * @param start from when on, {@code null} for the server's choice
   * @param end until when, {@code null} for the server's choice
   * @return a changed copy
   */
  public NewOrder withValidity(@Nullable Instant start, @Nullable Instant end) {
    return new NewOrder(identifiers, profile, start, end, replaces);
  }

  /**
   * The same as a renewal (RFC 9773 section 5).
   *
   * @param predecessor the certificate that it replaces
   * @return a changed copy
   */
  public NewOrder withReplaces(@Nullable CertificateId predecessor) {
    return new NewOrder(identifiers, profile, notBefore, notAfter, predecessor);
  }
}
