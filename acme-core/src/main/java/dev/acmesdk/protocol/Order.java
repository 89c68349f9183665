package dev.acmesdk.protocol;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for one certificate and how far it has come (RFC 8555 section 7.1.3).
 *
 * @param url its URL, by which it can be found again after a crash
 * @param status how far it has come
 * @param expires when the server forgets it, if told
 * @param identifiers what the certificate is for, in no particular order
 * @param notBefore the start of validity that was asked for, if any
 * @param notAfter the end of validity that was asked for, if any
 * @param profile the certificate profile, if the server has profiles
 * @param error what went wrong, if something did
 * @param authorizations one URL for each identifier, in no particular order
 * @param finalizeUrl where the CSR goes when the order is ready
 * @param certificate where the certificate is when the order is valid
 * @param retryAfter the moment before which the server does not want to be asked again, if it told,
 *     by this machine's clock
 */
public record Order(
    URI url,
    Status status,
    @Nullable Instant expires,
    List<Identifier> identifiers,
    @Nullable Instant notBefore,
    @Nullable Instant notAfter,
    @Nullable String profile,
    @Nullable Problem error,
    List<URI> authorizations,
    URI finalizeUrl,
    @Nullable URI certificate,
    @Nullable Instant retryAfter) {

  /** Copies the lists and cleans the profile's name of control characters. */
  public Order {
    profile = profile == null ? null : Text.clean(profile);
    identifiers = List.copyOf(identifiers);
    authorizations = List.copyOf(authorizations);
  }

  /**
   * What went wrong.
   *
   * @return the server's problem, if there is one
   */
  public Optional<Problem> problem() {
    return Optional.ofNullable(error);
  }

  /** The states of RFC 8555 section 7.1.6. */
  public enum Status {
    /** Authorizations are missing. */
    PENDING,
    /** All authorizations are there: it can be finalized. */
    READY,
    /** The server is issuing. */
    PROCESSING,
    /** The certificate is there. */
    VALID,
    /** It has failed, for good. */
    INVALID,
    /** The server used a word that this version does not know. */
    UNKNOWN
  }
}
