package dev.acmesdk.testing.ca;

import java.util.Base64;
import java.util.regex.Pattern;

/** base64url as RFC 8555 section 6.1 wants it: no padding, and one text only for each value. */
final class StrictBase64Url {
  private static final Pattern ALPHABET = Pattern.compile("[A-Za-z0-9_-]*");
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private StrictBase64Url() {}

  static String encode(byte[] octets) {
    return ENCODER.encodeToString(octets);
  }

  static boolean isValid(String text) {
    return ALPHABET.matcher(text).matches() && text.length() % 4 != 1;
  }

  static Octets decode(String text, String what) {
    if (text.indexOf('=') >= 0) {
      throw Refusal.malformed(what + " is base64url with padding (RFC 8555 section 6.1)");
    }
    if (!isValid(text)) {
      throw Refusal.malformed(what + " is not base64url");
    }
    byte[] octets = Base64.getUrlDecoder().decode(text);
    if (!encode(octets).equals(text)) {
      throw Refusal.malformed(what + " is base64url with stray bits at its end");
    }
    return Octets.of(octets);
  }
}
