package dev.acmesdk.ca;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.protocol.Identifier;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is going to be ordered (RFC 8555 section 7.4), and for what kind of key.
 *
 * @param identifiers what the certificate shall be for, without duplicates
 * @param profile the profile that the order will name, {@code null} for the CA's choice
 * @param notBefore when the certificate shall begin to be valid, {@code null} for the CA's choice
 * @param notAfter when it shall end to be valid, {@code null} for the CA's choice
 * @param certificateKey the kind of the certificate's key, {@code null} if that is still open
 */
public record PlannedOrder(
    List<Identifier> identifiers,
    @Nullable String profile,
    @Nullable Instant notBefore,
    @Nullable Instant notAfter,
    @Nullable KeyAlgorithm certificateKey) {

  /** Copies the identifiers and drops duplicates. */
  public PlannedOrder {
    identifiers = List.copyOf(new LinkedHashSet<>(identifiers));
  }

  /**
   * An order without special wishes.
   *
   * @param identifiers what the certificate shall be for
   * @return the order
   */
  public static PlannedOrder of(Collection<? extends Identifier> identifiers) {
    return new PlannedOrder(List.copyOf(identifiers), null, null, null, null);
  }

  /**
   * The same with a profile.
   *
   * @param name the profile's name, {@code null} for the CA's choice
   * @return a changed copy
   */
  public PlannedOrder withProfile(@Nullable String name) {
    return new PlannedOrder(identifiers, name, notBefore, notAfter, certificateKey);
  }

  /**
   * The same with a wished validity.
   *
   * @param from its begin, {@code null} for the CA's choice
   * @param to its end, {@code null} for the CA's choice
   * @return a changed copy
   */
  public PlannedOrder withValidity(@Nullable Instant from, @Nullable Instant to) {
    return new PlannedOrder(identifiers, profile, from, to, certificateKey);
  }

  /**
   * The same with a kind of key.
   *
   * @param algorithm the kind of the certificate's key
   * @return a changed copy
   */
  public PlannedOrder withCertificateKey(KeyAlgorithm algorithm) {
    return new PlannedOrder(identifiers, profile, notBefore, notAfter, algorithm);
  }
}
