package dev.acmesdk.protocol;

import dev.acmesdk.crypto.Base64Url;
import dev.acmesdk.crypto.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * The text that proves that who answers a challenge holds the account's key (RFC 8555 section 8.1).
 *
 * <p>It is public by nature: the whole world may read it while the challenge is open.
 *
 * @param token the challenge's token, base64url characters only
 * @param thumbprint the thumbprint of the account's key (RFC 7638)
 */
public record KeyAuthorization(String token, String thumbprint) {

  /** Refuses a token that is not base64url, since it ends up in paths and file names. */
  public KeyAuthorization {
    checkToken(token);
  }

  static void checkToken(String token) {
    if (!Base64Url.isValid(token)) {
      throw new IllegalArgumentException(
          "The token has characters outside base64url (RFC 8555 section 8.3)");
    }
  }

  /**
   * The body of an HTTP-01 response.
   *
   * @return token, dot, thumbprint
   */
  public String value() {
    return token + "." + thumbprint;
  }

  /**
   * The SHA-256 digest, for TLS-ALPN-01 (RFC 8737 section 3).
   *
   * @return 32 octets
   */
  public byte[] digest() {
    return Sha256.digest(value().getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * The content of a DNS-01 record (RFC 8555 section 8.4).
   *
   * @return the digest in base64url, 43 characters
   */
  public String txtValue() {
    return Base64Url.encode(digest());
  }

  @Override
  public String toString() {
    return value();
  }
}
