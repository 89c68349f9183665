package dev.acmesdk.issuance;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.protocol.Identifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What certificate to get.
 *
 * @param identifiers what it shall be for, without duplicates
 * @param keyAlgorithm the kind of its key; a new key is made each time
 * @param profile the CA's certificate profile, {@code null} for the CA's choice
 * @param timeLimit how long all of it may take at most
 * @param revalidate whether to give up authorizations that are still valid, so that control is
 *     really proved again
 */
public record CertificateRequest(
    List<Identifier> identifiers,
    KeyAlgorithm keyAlgorithm,
    @Nullable String profile,
    Duration timeLimit,
    boolean revalidate) {

  /**
   * More identifiers than any CA is known to put into one certificate. Most CAs stop far below;
   * what is known of that is in {@link dev.acmesdk.ca.CertificateAuthority#limits}.
   */
  public static final int MAX_IDENTIFIERS = 1_000;

  private static final Duration DEFAULT_TIME_LIMIT = Duration.ofMinutes(10);

  /** Drops duplicates, and refuses what no CA would take. */
  public CertificateRequest {
    identifiers = List.copyOf(new LinkedHashSet<>(identifiers));
    if (identifiers.isEmpty()) {
      throw new InvalidRequestException("No name was given. Give at least one domain name.");
    }
    if (identifiers.size() > MAX_IDENTIFIERS) {
      throw new InvalidRequestException(
          "%d names were given, but no CA puts more than %d into one certificate. Spread them over several certificates."
              .formatted(identifiers.size(), MAX_IDENTIFIERS));
    }
    if (timeLimit.isNegative() || timeLimit.isZero()) {
      throw new InvalidRequestException("The time limit must be more than zero.");
    }
  }

  /**
   * A request with the defaults: a key on P-256, ten minutes.
   *
   * @param identifiers what the certificate shall be for
   * @return the request
   * @throws InvalidRequestException if there is none, or there are too many
   */
  public static CertificateRequest of(Collection<? extends Identifier> identifiers) {
    return new CertificateRequest(
        List.copyOf(identifiers), KeyAlgorithm.EC_P256, null, DEFAULT_TIME_LIMIT, false);
  }

  /**
   * Reads names as people write them: any case, international, with or without final dot. Names
   * that are given twice count once.
   *
   * @param names DNS names
   * @return the identifiers in the order of the names
   * @throws InvalidRequestException with one finding for each bad name
   */
  public static List<Identifier> identifiers(Collection<String> names) {
    Set<Identifier> identifiers = new LinkedHashSet<>();
    List<String> findings = new ArrayList<>();
    for (String name : names) {
      try {
        identifiers.add(Identifier.dns(name));
      } catch (IllegalArgumentException e) {
        findings.add(String.valueOf(e.getMessage()));
      }
    }
    if (!findings.isEmpty()) {
      throw new InvalidRequestException(findings);
    }
    return List.copyOf(identifiers);
  }

  /**
   * The same with another kind of key.
   *
   * @param algorithm the kind of the certificate's key
   * @return a changed copy
   */
  public CertificateRequest withKeyAlgorithm(KeyAlgorithm algorithm) {
    return new CertificateRequest(identifiers, algorithm, profile, timeLimit, revalidate);
  }

  /**
   * The same with a profile.
   *
   * @param name one that the CA's directory lists
   * @return a changed copy
   */
  public CertificateRequest withProfile(@Nullable String name) {
    return new CertificateRequest(identifiers, keyAlgorithm, name, timeLimit, revalidate);
  }

  /**
   * The same with another time limit.
   *
   * @param limit how long all of it may take at most
   * @return a changed copy
   */
  public CertificateRequest withTimeLimit(Duration limit) {
    return new CertificateRequest(identifiers, keyAlgorithm, profile, limit, revalidate);
  }

  /**
   * The same, but control is proved again even where the CA still remembers an earlier proof.
   *
   * @return a changed copy
   */
  public CertificateRequest revalidating() {
    return new CertificateRequest(identifiers, keyAlgorithm, profile, timeLimit, true);
  }
}
