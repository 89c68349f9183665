package dev.acmesdk.testing.ca;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.KeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A public key that came as a JSON Web Key (RFC 7517).
 *
 * @param publicKey the key in JDK terms
 * @param form {@code RSA}, or the name of the curve
 * @param thumbprint RFC 7638, base64url
 */
record Jwk(PublicKey publicKey, String form, String thumbprint) {
  private static final int LEAST_RSA_BITS = 2048;

  static Jwk parse(JsonNode json) {
    if (!json.isObject()) {
      throw Refusal.malformed("\"jwk\" is not an object");
    }
    for (String secret : List.of("d", "p", "q", "dp", "dq", "qi", "k")) {
      if (json.has(secret)) {
        throw bad("\"jwk\" has the private member \"%s\"".formatted(secret));
      }
    }
    String type = Json.string(json, "kty", "\"jwk\"");
    return switch (type) {
      case "EC" -> elliptic(json);
      case "RSA" -> rsa(json);
      default -> throw bad("Keys of type \"%s\" are not supported; use EC or RSA".formatted(type));
    };
  }

  private static Jwk elliptic(JsonNode json) {
    String name = Json.string(json, "crv", "\"jwk\"");
    Curve curve = Curve.named(name);
    String x = Json.string(json, "x", "\"jwk\"");
    String y = Json.string(json, "y", "\"jwk\"");
    PublicKey key = generate("EC", curve.point(coordinate(x, curve), coordinate(y, curve)));
    String canonical =
        "{\"crv\":\"%s\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}".formatted(name, x, y);
    return new Jwk(key, name, Sha256.base64Url(canonical));
  }

  /** RFC 7518 section 6.2.1.2: as long as the curve's field, with leading zeros if need be. */
  private static BigInteger coordinate(String text, Curve curve) {
    byte[] octets = StrictBase64Url.decode(text, "A coordinate of \"jwk\"").array();
    if (octets.length != curve.octets()) {
      throw bad(
          "A coordinate on %s has %d octets, not %d"
              .formatted(curve.jwkName(), curve.octets(), octets.length));
    }
    return new BigInteger(1, octets);
  }

  private static Jwk rsa(JsonNode json) {
    String n = Json.string(json, "n", "\"jwk\"");
    String e = Json.string(json, "e", "\"jwk\"");
    BigInteger modulus = positive(n, "n");
    if (modulus.bitLength() < LEAST_RSA_BITS) {
      throw bad(
          "The RSA key has %d bits; at least %d are needed"
              .formatted(modulus.bitLength(), LEAST_RSA_BITS));
    }
    PublicKey key = generate("RSA", new RSAPublicKeySpec(modulus, positive(e, "e")));
    return new Jwk(
        key,
        "RSA",
        Sha256.base64Url("{\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\"}".formatted(e, n)));
  }

  /** RFC 7518 section 2, Base64urlUInt: the fewest octets, so no sign octet as Java writes it. */
  private static BigInteger positive(String text, String member) {
    byte[] octets = StrictBase64Url.decode(text, "\"" + member + "\" of \"jwk\"").array();
    if (octets.length == 0 || octets[0] == 0) {
      throw bad("\"%s\" of \"jwk\" is empty or has a leading zero octet".formatted(member));
    }
    return new BigInteger(1, octets);
  }

  private static PublicKey generate(String algorithm, KeySpec spec) {
    try {
      return KeyFactory.getInstance(algorithm).generatePublic(spec);
    } catch (GeneralSecurityException e) {
      throw bad("\"jwk\" is not a usable key: " + e.getMessage());
    }
  }

  private static Refusal bad(String detail) {
    return Refusal.of(ProblemKind.BAD_PUBLIC_KEY, detail);
  }
}
