package dev.acmesdk.client;

import dev.acmesdk.protocol.Identifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to ask a server for (RFC 8555 section 7.4).
 *
 * @param identifiers what the certificate shall be for
 * @param profile the certificate profile, one that the directory lists; {@code null} for the
 *     server's choice
 */
public record NewOrder(List<Identifier> identifiers, @Nullable String profile) {

  /** Copies the identifiers. */
  public NewOrder {
    identifiers = List.copyOf(identifiers);
  }

  /**
   * An order without special wishes.
   *
   * @param identifiers what the certificate shall be for
   * @return the request
   */
  public static NewOrder of(List<Identifier> identifiers) {
    return new NewOrder(identifiers, null);
  }
}
