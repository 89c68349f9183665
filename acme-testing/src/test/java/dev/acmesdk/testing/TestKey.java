package dev.acmesdk.testing;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** A key that signs requests. Written for the tests alone, from RFC 7515, 7517, 7518 and 7638. */
record TestKey(String algorithm, KeyPair pair, Map<String, Object> jwk) {
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  static TestKey es256() {
    return elliptic("ES256", "P-256", "secp256r1", 32);
  }

  static TestKey es384() {
    return elliptic("ES384", "P-384", "secp384r1", 48);
  }

  static TestKey es512() {
    return elliptic("ES512", "P-521", "secp521r1", 66);
  }

  private static TestKey elliptic(String algorithm, String crv, String curve, int octets) {
    KeyPair pair = elliptic(curve);
    ECPublicKey key = (ECPublicKey) pair.getPublic();
    Map<String, Object> jwk = new TreeMap<>();
    jwk.put("kty", "EC");
    jwk.put("crv", crv);
    jwk.put("x", base64url(fixed(key.getW().getAffineX(), octets)));
    jwk.put("y", base64url(fixed(key.getW().getAffineY(), octets)));
    return new TestKey(algorithm, pair, jwk);
  }

  static KeyPair elliptic(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static TestKey rs256(int bits) {
    KeyPair pair = rsa(bits);
    RSAPublicKey key = (RSAPublicKey) pair.getPublic();
    Map<String, Object> jwk = new TreeMap<>();
    jwk.put("kty", "RSA");
    jwk.put("n", base64url(unsigned(key.getModulus())));
    jwk.put("e", base64url(unsigned(key.getPublicExponent())));
    return new TestKey("RS256", pair, jwk);
  }

  static KeyPair rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The same key, described in other words. */
  TestKey with(String member, Object value) {
    Map<String, Object> other = new TreeMap<>(jwk);
    other.put(member, value);
    return new TestKey(algorithm, pair, other);
  }

  byte[] sign(String input) {
    return sign(jcaName(), input);
  }

  byte[] sign(String jcaName, String input) {
    try {
      Signature signature = Signature.getInstance(jcaName);
      signature.initSign(pair.getPrivate());
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private String jcaName() {
    return switch (algorithm) {
      case "ES256" -> "SHA256withECDSAinP1363Format";
      case "ES384" -> "SHA384withECDSAinP1363Format";
      case "ES512" -> "SHA512withECDSAinP1363Format";
      default -> "SHA256withRSA";
    };
  }

  /** The members of a TreeMap come in the order that RFC 7638 wants. */
  String thumbprint() {
    try {
      byte[] json = TestJson.write(jwk).getBytes(StandardCharsets.UTF_8);
      return base64url(MessageDigest.getInstance("SHA-256").digest(json));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static String base64url(byte[] octets) {
    return BASE64URL.encodeToString(octets);
  }

  static byte[] unsigned(BigInteger value) {
    byte[] signed = value.toByteArray();
    return signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
  }

  private static byte[] fixed(BigInteger value, int octets) {
    byte[] fewest = unsigned(value);
    byte[] padded = new byte[octets];
    System.arraycopy(fewest, 0, padded, octets - fewest.length, fewest.length);
    return padded;
  }
}
