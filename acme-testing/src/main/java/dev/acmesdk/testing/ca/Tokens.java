package dev.acmesdk.testing.ca;

import java.security.SecureRandom;

/** Words that nobody can guess: nonces, challenge tokens, the ends of URLs. */
final class Tokens {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Tokens() {}

  /** 128 bits, the least that RFC 8555 section 8.1 allows for the token of a challenge. */
  static String next() {
    return StrictBase64Url.encode(octets(16));
  }

  static String shortOne() {
    return StrictBase64Url.encode(octets(9));
  }

  static byte[] octets(int length) {
    byte[] octets = new byte[length];
    RANDOM.nextBytes(octets);
    return octets;
  }
}
