package dev.acmesdk.protocol;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server's knowledge of whether an account controls an identifier (RFC 8555 section 7.1.4).
 *
 * @param url its URL
 * @param identifier the identifier, without wildcard label
 * @param wildcard whether it is for the names one level below the identifier
 * @param status how far it has come
 * @param expires when it ends, if told
 * @param challenges the ways on offer to prove control, in no particular order
 */
public record Authorization(
    URI url,
    Identifier identifier,
    boolean wildcard,
    Status status,
    @Nullable Instant expires,
    List<Challenge> challenges) {

  /** Copies the challenges. */
  public Authorization {
    challenges = List.copyOf(challenges);
  }

  /**
   * The identifier as it stands in the order.
   *
   * @return with its {@code *.} if this is for a wildcard
   */
  public Identifier orderedIdentifier() {
    return wildcard ? new Identifier.Dns("*." + identifier.withoutWildcard().value()) : identifier;
  }

  /**
   * Whether it may still lead to a certificate.
   *
   * @return {@code true} if it is pending or valid
   */
  public boolean isOpen() {
    return status == Status.PENDING || status == Status.VALID;
  }

  /**
   * Why it failed.
   *
   * @return the problem of the challenge that failed, if one did
   */
  public Optional<Problem> problem() {
    return challenges.stream().flatMap(challenge -> challenge.problem().stream()).findFirst();
  }

  /** The states of RFC 8555 section 7.1.6. */
  public enum Status {
    /** A challenge must be answered. */
    PENDING,
    /** Control was proved. */
    VALID,
    /** Control was not proved, for good. */
    INVALID,
    /** The client gave it up, for good. */
    DEACTIVATED,
    /** It is too old. */
    EXPIRED,
    /** The server took it back, for good. */
    REVOKED,
    /** The server used a word that this version does not know. */
    UNKNOWN
  }
}
