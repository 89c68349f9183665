package dev.acmesdk.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A public key as a JSON Web Key (RFC 7517), with exactly the members that RFC 7638 section 3.2
 * hashes, so that its JSON text is also the input of its thumbprint.
 *
 * @param members name to value, in lexicographic order of the names
 */
public record JsonWebKey(Map<String, String> members) {

  /** Copies the members into lexicographic order. */
  public JsonWebKey {
    members = Collections.unmodifiableMap(new TreeMap<>(members));
  }

  /**
   * The JWK of a public key.
   *
   * @param key an RSA or EC key of a kind listed in {@link KeyAlgorithm}
   * @return its JWK
   * @throws IllegalArgumentException if the key is of another kind
   */
  public static JsonWebKey of(PublicKey key) {
    int bits = KeyAlgorithm.of(key).bits();
    if (key instanceof ECPublicKey ec) {
      return new JsonWebKey(
          Map.of(
              "kty", "EC",
              "crv", EllipticCurves.jwkName(bits),
              "x", coordinate(ec.getW().getAffineX(), bits),
              "y", coordinate(ec.getW().getAffineY(), bits)));
    }
    RSAPublicKey rsa = (RSAPublicKey) key;
    return new JsonWebKey(
        Map.of(
            "kty", "RSA",
            "n", integer(rsa.getModulus()),
            "e", integer(rsa.getPublicExponent())));
  }

  /** RFC 7518 section 6.2.1.2: the length is that of the curve's field, zeros included. */
  static String coordinate(BigInteger value, int bits) {
    byte[] minimal = minimalOctets(value);
    byte[] padded = new byte[(bits + 7) / 8];
    System.arraycopy(minimal, 0, padded, padded.length - minimal.length, minimal.length);
    return Base64Url.encode(padded);
  }

  /** RFC 7518 section 2, Base64urlUInt: no leading zero octet, although BigInteger adds one. */
  static String integer(BigInteger value) {
    return Base64Url.encode(minimalOctets(value));
  }

  private static byte[] minimalOctets(BigInteger value) {
    byte[] octets = value.toByteArray();
    return octets.length > 1 && octets[0] == 0
        ? Arrays.copyOfRange(octets, 1, octets.length)
        : octets;
  }

  /**
   * The JSON text: members in lexicographic order, no white space. Names and values are plain
   * ASCII, so nothing needs escaping.
   *
   * @return for example {@code {"crv":"P-256","kty":"EC","x":"…","y":"…"}}
   */
  public String toJson() {
    return members.entrySet().stream()
        .map(member -> "\"" + member.getKey() + "\":\"" + member.getValue() + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }

  /**
   * The thumbprint of RFC 7638, as it appears in key authorizations (RFC 8555 section 8.1).
   *
   * @return 43 base64url characters
   */
  public String thumbprint() {
    return Base64Url.encode(Sha256.digest(toJson().getBytes(StandardCharsets.UTF_8)));
  }
}
