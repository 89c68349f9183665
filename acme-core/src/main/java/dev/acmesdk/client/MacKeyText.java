package dev.acmesdk.client;

import dev.acmesdk.error.InvalidRequestException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A MAC key as CAs show it: base64url says RFC 8555 section 7.3.4, but some pad it, and some have
 * the standard alphabet. No message quotes it.
 */
final class MacKeyText {
  private static final Pattern URL_ALPHABET = Pattern.compile("[A-Za-z0-9_-]+={0,2}");
  private static final Pattern STANDARD_ALPHABET = Pattern.compile("[A-Za-z0-9+/]+={0,2}");

  private MacKeyText() {}

  static byte[] decode(String text) {
    String base64 = text.replaceAll("\\s+", "");
    if (base64.isEmpty()) {
      throw new InvalidRequestException(
          "The MAC key of the external account is empty. Copy it from your account with the CA.");
    }
    try {
      return decoder(base64).decode(base64);
    } catch (IllegalArgumentException e) {
      // Its message shows a part of the key.
      throw notBase64();
    }
  }

  private static Base64.Decoder decoder(String base64) {
    if (URL_ALPHABET.matcher(base64).matches()) {
      return Base64.getUrlDecoder();
    }
    if (STANDARD_ALPHABET.matcher(base64).matches()) {
      return Base64.getDecoder();
    }
    throw notBase64();
  }

  private static InvalidRequestException notBase64() {
    return new InvalidRequestException(
        "The MAC key of the external account is not base64url text. Copy it from your account with the CA as it is, or give its octets.");
  }
}
