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
 */
public record OrderInFlight(
    URI directory,
    URI account,
    @Nullable URI url,
    List<Identifier> identifiers,
    @Nullable String profile,
    KeyPair key,
    Instant begun,
    boolean isPresented) {

  /** Copies the identifiers. */
  public OrderInFlight {
    identifiers = List.copyOf(identifiers);
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
        directory, account, order, identifiers, profile, key, begun, isPresented);
  }

  /**
   * The same from the moment on at which the first response may be in place.
   *
   * @return a changed copy
   */
  public OrderInFlight presenting() {
    return new OrderInFlight(directory, account, url, identifiers, profile, key, begun, true);
  }

  /** Shows everything but the key. */
  @Override
  public String toString() {
    return "OrderInFlight[%s at %s for %s, begun %s]"
        .formatted(url == null ? "not placed" : url, directory, identifiers, begun);
  }
}
