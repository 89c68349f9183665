package dev.acmesdk.testing.ca;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request whose signature, nonce and URL are good.
 *
 * @param id the part of the path that tells one object from the others of its kind
 * @param url the URL that was signed
 * @param payload what was signed
 * @param key what it was signed with
 * @param signer whose key that is, unless the request was signed by a bare key
 */
record Call(String id, String url, Octets payload, Jwk key, @Nullable Account signer) {
  private static final Octets EMPTY_OBJECT = Octets.of("{}");

  Account account() {
    return Objects.requireNonNull(signer, "no account");
  }

  boolean isPostAsGet() {
    return payload.length() == 0;
  }

  /** RFC 8555 section 6.3: reading is a POST with an empty payload, not with an empty object. */
  void requirePostAsGet() {
    if (!isPostAsGet()) {
      throw Refusal.malformed(
          "POST-as-GET requests must have a zero-length payload (RFC 8555 section 6.3)");
    }
  }

  boolean isEmptyObject() {
    return payload.equals(EMPTY_OBJECT);
  }

  JsonNode json() {
    return Json.object(payload, "The payload");
  }

  void requireOwner(Account owner, String what) {
    if (!owner.equals(signer)) {
      throw Refusal.of(
          ProblemKind.UNAUTHORIZED, "The " + what + " belongs to another account than this");
    }
  }
}
