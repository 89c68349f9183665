package dev.acmesdk.store;

import dev.acmesdk.protocol.Identifier;
import java.net.URI;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order that is not in the store as a certificate yet, with all that is needed to go on with it
 * after a crash.
 *
 * @param directory the CA's directory URL
 * @param account the URL of the account that orders
 * @param url the order's URL; {@code null} as long as the CA has not told it
 * @param identifiers what it is for
 * @param profile the certificate profile; {@code null} for the CA's choice
 * @param key the certificate's key
 * @param begun when it was begun
 * @param isPresented whether responses to its challenges may be in place
 * @param presented the challenges to which they may be, as far as that is known
 */
public record OrderInFlight(
    URI directory,
    URI account,
    @Nullable URI url,
    List<Identifier> identifiers,
    @Nullable String profile,
    KeyPair key,
    Instant begun,
    boolean isPresented,
    List<PresentedChallenge> presented) {

  /** Copies the lists. */
  public OrderInFlight {
    identifiers = List.copyOf(identifiers);
    presented = List.copyOf(presented);
  }

  /**
   * An order of which it is not known to which challenges responses may be in place.
   *
   * @param directory the CA's directory URL
   * @param account the URL of the account that orders
   * @param url the order's URL; {@code null} as long as the CA has not told it
   * @param identifiers what it is for
   * @param profile the certificate profile; {@code null} for the CA's choice
   * @param key the certificate's key
   * @param begun when it was begun
   * @param isPresented whether responses to its challenges may be in place
   */
  public OrderInFlight(
      URI directory,
      URI account,
      @Nullable URI url,
      List<Identifier> identifiers,
      @Nullable String profile,
      KeyPair key,
      Instant begun,
      boolean isPresented) {
    this(directory, account, url, identifiers, profile, key, begun, isPresented, List.of());
  }

  /**
   * Where the order is.
   *
   * @return its URL, if the CA has told it
   */
  public Optional<URI> placed() {
    return Optional.ofNullable(url);
  }

  /**
   * The same once the CA has taken it.
   *
   * @param order the order's URL
   * @return a changed copy
   */
  public OrderInFlight at(URI order) {
    return new OrderInFlight(
        directory, account, order, identifiers, profile, key, begun, isPresented, presented);
  }

  /**
   * The same from the moment on at which the first response may be in place.
   *
   * @return a changed copy
   */
  public OrderInFlight presenting() {
    return presenting(presented);
  }

  /**
   * The same from the moment on at which it is known to which challenges responses will be in
   * place.
   *
   * @param challenges all of them
   * @return a changed copy
   */
  public OrderInFlight presenting(List<PresentedChallenge> challenges) {
    return new OrderInFlight(
        directory, account, url, identifiers, profile, key, begun, true, challenges);
  }

  /** Shows everything but the key. */
  @Override
  public String toString() {
    return "OrderInFlight[%s at %s for %s, begun %s]"
        .formatted(url == null ? "not placed" : url, directory, identifiers, begun);
  }
}
