package dev.acmesdk.issuance;

import dev.acmesdk.ca.PlannedOrder;
import dev.acmesdk.client.NewOrder;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.Identifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What certificate to get.
 *
 * @param order what to ask the CA for: identifiers without duplicates, and perhaps a profile, a
 *     validity, and the certificate that this one replaces
 * @param keyAlgorithm the kind of its key, if a new one is made
 * @param timeLimit how long all of it may take at most
 * @param revalidate whether to give up authorizations that are still valid, so that control is
 *     really proved again
 * @param preferredChain which of the CA's chains to take, {@code null} for the CA's default
 * @param mustStaple whether servers are to be bound to staple OCSP responses (RFC 7633)
 * @param keepOrder whether a failed order is left as it is, so that it can be gone on with ({@link
 *     CertificateIssuer#resume}); otherwise its unused authorizations are given up
 */
public record CertificateRequest(
    NewOrder order,
    KeyAlgorithm keyAlgorithm,
    Duration timeLimit,
    boolean revalidate,
    @Nullable ChainPreference preferredChain,
    boolean mustStaple,
    boolean keepOrder) {

  /**
   * More identifiers than any CA is known to put into one certificate. Most CAs stop far below;
   * what is known of that is in {@link dev.acmesdk.ca.CertificateAuthority#limits}.
   */
  public static final int MAX_IDENTIFIERS = 1_000;

  private static final Duration DEFAULT_TIME_LIMIT = Duration.ofMinutes(10);

  /** Drops duplicates, and refuses what no CA would take. */
  public CertificateRequest {
    List<Identifier> identifiers = List.copyOf(new LinkedHashSet<>(order.identifiers()));
    order = order.withIdentifiers(identifiers);
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
        NewOrder.of(List.copyOf(identifiers)),
        KeyAlgorithm.EC_P256,
        DEFAULT_TIME_LIMIT,
        false,
        null,
        false,
        false);
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
   * What the certificate shall be for.
   *
   * @return the identifiers, each once
   */
  public List<Identifier> identifiers() {
    return order.identifiers();
  }

  /**
   * The certificate profile.
   *
   * @return its name, {@code null} for the CA's choice
   */
  public @Nullable String profile() {
    return order.profile();
  }

  /**
   * The order that it comes to, as far as a CA can refuse it beforehand.
   *
   * @return identifiers, profile, validity and kind of key
   */
  public PlannedOrder planned() {
    return PlannedOrder.of(identifiers())
        .withProfile(profile())
        .withValidity(order.notBefore(), order.notAfter())
        .withCertificateKey(keyAlgorithm);
  }

  /**
   * The same for other names.
   *
   * @param others what the certificate shall be for
   * @return a changed copy
   * @throws InvalidRequestException if there is none, or there are too many
   */
  public CertificateRequest withIdentifiers(Collection<? extends Identifier> others) {
    return withOrder(order.withIdentifiers(List.copyOf(others)));
  }

  /**
   * The same with another kind of key.
   *
   * @param algorithm the kind of the certificate's key
   * @return a changed copy
   */
  public CertificateRequest withKeyAlgorithm(KeyAlgorithm algorithm) {
    return new CertificateRequest(
        order, algorithm, timeLimit, revalidate, preferredChain, mustStaple, keepOrder);
  }

  /**
   * The same with a profile.
   *
   * @param name one that the CA's directory lists
   * @return a changed copy
   */
  public CertificateRequest withProfile(@Nullable String name) {
    return withOrder(order.withProfile(name));
  }

  /**
   * The same with a validity of the caller's choice, to the second. Many CAs, Let's Encrypt among
   * them, refuse that.
   *
   * @param notBefore from when on, {@code null} for the CA's choice
   * @param notAfter until when, {@code null} for the CA's choice
   * @return a changed copy
   * @throws InvalidRequestException if it ends before it begins
   */
  public CertificateRequest withValidity(@Nullable Instant notBefore, @Nullable Instant notAfter) {
    return withOrder(order.withValidity(notBefore, notAfter));
  }

  /**
   * The same as a renewal (RFC 9773 section 5). It is left out where the CA has no renewal
   * information, and when the CA says that the certificate has been replaced already.
   *
   * @param predecessor the certificate that the new one replaces
   * @return a changed copy
   */
  public CertificateRequest withReplaces(@Nullable CertificateId predecessor) {
    return withOrder(order.withReplaces(predecessor));
  }

  private CertificateRequest withOrder(NewOrder changed) {
    return new CertificateRequest(
        changed, keyAlgorithm, timeLimit, revalidate, preferredChain, mustStaple, keepOrder);
  }

  /**
   * The same with another time limit.
   *
   * @param limit how long all of it may take at most
   * @return a changed copy
   */
  public CertificateRequest withTimeLimit(Duration limit) {
    return new CertificateRequest(
        order, keyAlgorithm, limit, revalidate, preferredChain, mustStaple, keepOrder);
  }

  /**
   * The same with a preference among the CA's chains.
   *
   * @param preference which to take, {@code null} for the CA's default
   * @return a changed copy
   */
  public CertificateRequest withPreferredChain(@Nullable ChainPreference preference) {
    return new CertificateRequest(
        order, keyAlgorithm, timeLimit, revalidate, preference, mustStaple, keepOrder);
  }

  /**
   * The same as a certificate that servers must, or need not, send with a stapled OCSP response.
   * CAs that have given up OCSP refuse that; Let's Encrypt has.
   *
   * @param must whether to ask for the TLS feature {@code status_request} (RFC 7633)
   * @return a changed copy
   */
  public CertificateRequest withMustStaple(boolean must) {
    return new CertificateRequest(
        order, keyAlgorithm, timeLimit, revalidate, preferredChain, must, keepOrder);
  }

  /**
   * The same, but control is proved again even where the CA still remembers an earlier proof.
   *
   * @return a changed copy
   */
  public CertificateRequest revalidating() {
    return new CertificateRequest(
        order, keyAlgorithm, timeLimit, true, preferredChain, mustStaple, keepOrder);
  }

  /**
   * The same, but when it fails, the order is left as it is, for whoever has noted its URL (from
   * {@link IssuanceEvent.OrderPlaced}) and its key and wants to go on with it.
   *
   * @return a changed copy
   */
  public CertificateRequest keepingOrder() {
    return new CertificateRequest(
        order, keyAlgorithm, timeLimit, revalidate, preferredChain, mustStaple, true);
  }
}
