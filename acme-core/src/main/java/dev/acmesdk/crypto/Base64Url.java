package dev.acmesdk.crypto;

import java.util.Base64;

/**
 * base64url without padding, the only encoding of octets in ACME (RFC 8555 section 6.1, RFC 7515
 * section 2).
 */
public final class Base64Url {
  private Base64Url() {}

  /**
   * Encodes octets.
   *
   * @param octets any octets
   * @return their base64url text, without {@code =}
   */
  public static String encode(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  /**
   * Decodes text. Padded values are refused, as RFC 8555 section 6.1 demands.
   *
   * @param text base64url text without padding
   * @return the octets
   * @throws IllegalArgumentException if the text has padding or characters outside the alphabet
   */
  public static byte[] decode(String text) {
    if (text.indexOf('=') >= 0) {
      throw new IllegalArgumentException("base64url with padding (RFC 8555 section 6.1)");
    }
    return Base64.getUrlDecoder().decode(text);
  }

  /**
   * Whether a text consists of base64url characters only, and of at least one.
   *
   * @param text any text
   * @return {@code true} if it can be used as a token or nonce
   */
  public static boolean isValid(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isInAlphabet(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isInAlphabet(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }
}
