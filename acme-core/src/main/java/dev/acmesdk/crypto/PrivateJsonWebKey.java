package dev.acmesdk.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** Key pairs to and from private JWK members (RFC 7518 sections 6.2.2 and 6.3.2). */
final class PrivateJsonWebKey {
  private PrivateJsonWebKey() {}

  static Map<String, String> members(KeyPair pair) {
    Map<String, String> members = new LinkedHashMap<>(JsonWebKey.of(pair.getPublic()).members());
    if (pair.getPrivate() instanceof ECPrivateKey ec) {
      int bits = KeyAlgorithm.of(pair.getPublic()).bits();
      members.put("d", JsonWebKey.coordinate(ec.getS(), bits));
    } else if (pair.getPrivate() instanceof RSAPrivateCrtKey rsa) {
      members.put("d", JsonWebKey.integer(rsa.getPrivateExponent()));
      members.put("p", JsonWebKey.integer(rsa.getPrimeP()));
      members.put("q", JsonWebKey.integer(rsa.getPrimeQ()));
      members.put("dp", JsonWebKey.integer(rsa.getPrimeExponentP()));
      members.put("dq", JsonWebKey.integer(rsa.getPrimeExponentQ()));
      members.put("qi", JsonWebKey.integer(rsa.getCrtCoefficient()));
    } else {
      throw new IllegalArgumentException(
          "The private key cannot be written down: it may be in hardware");
    }
    return members;
  }

  static KeyPair parse(Map<String, String> members) {
    try {
      return switch (required(members, "kty")) {
        case "EC" -> ellipticCurve(members);
        case "RSA" -> rsa(members);
        default ->
            throw new IllegalArgumentException(
                "Unsupported kty in JWK: " + UnsupportedKey.shown(required(members, "kty")));
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The JWK is not a usable private key", e);
    }
  }

  private static KeyPair ellipticCurve(Map<String, String> members)
      throws GeneralSecurityException {
    int bits = EllipticCurves.bitsOfJwkName(required(members, "crv"));
    ECParameterSpec curve = EllipticCurves.parameters(bits);
    BigInteger scalar = integer(members, "d");
    ECPoint point = EllipticCurves.publicPoint(bits, scalar);
    if (!point.equals(new ECPoint(integer(members, "x"), integer(members, "y")))) {
      throw new IllegalArgumentException(
          "The JWK's members \"x\" and \"y\" do not belong to its \"d\"");
    }
    KeyFactory factory = KeyFactory.getInstance("EC");
    return new KeyPair(
        factory.generatePublic(new ECPublicKeySpec(point, curve)),
        factory.generatePrivate(new ECPrivateKeySpec(scalar, curve)));
  }

  private static KeyPair rsa(Map<String, String> members) throws GeneralSecurityException {
    BigInteger n = integer(members, "n");
    BigInteger e = integer(members, "e");
    KeyFactory factory = KeyFactory.getInstance("RSA");
    return new KeyPair(
        factory.generatePublic(new RSAPublicKeySpec(n, e)),
        factory.generatePrivate(
            new RSAPrivateCrtKeySpec(
                n,
                e,
                integer(members, "d"),
                integer(members, "p"),
                integer(members, "q"),
                integer(members, "dp"),
                integer(members, "dq"),
                integer(members, "qi"))));
  }

  private static BigInteger integer(Map<String, String> members, String name) {
    String value = required(members, name);
    try {
      return new BigInteger(1, Base64Url.decode(value));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("The JWK's member \"" + name + "\" is not base64url", e);
    }
  }

  private static String required(Map<String, String> members, String name) {
    String value = members.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The JWK lacks its member \"" + name + "\"");
    }
    return value;
  }
}
