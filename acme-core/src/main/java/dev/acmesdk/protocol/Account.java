package dev.acmesdk.protocol;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account as the server sees it (RFC 8555 section 7.1.2).
 *
 * @param url its URL, which is also the {@code kid} of all requests
 * @param status whether it can be used
 * @param contact the contact URLs that the server keeps; many keep none
 * @param termsOfServiceAgreed whether the server noted an agreement to its terms
 * @param orders where the account's orders are listed, if the server offers it
 */
public record Account(
    URI url,
    Status status,
    List<String> contact,
    boolean termsOfServiceAgreed,
    @Nullable URI orders) {

  /** Copies the contacts, cleaned of control characters. */
  public Account {
    contact = Text.cleanAll(contact);
  }

  /** The states of RFC 8555 section 7.1.6. */
  public enum Status {
    /** It can be used. */
    VALID,
    /** Its owner has ended it, for good. */
    DEACTIVATED,
    /** The server has ended it, for good. */
    REVOKED,
    /** The server used a word that this version does not know. */
    UNKNOWN
  }
}
