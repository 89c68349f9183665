package dev.acmesdk.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;

/**
 * The kinds of key that CAs accept, for accounts and for certificates. Not every CA accepts each.
 *
 * <p>Each constant also fixes the signature that goes with it: the JWS {@code alg} of RFC 7518
 * section 3.1 and the JCA algorithm for certificate signing requests.
 */
public enum KeyAlgorithm {
  /**
   * ECDSA on P-256 (secp256r1), {@code ES256}: the default, which every ACME server must support.
   */
  EC_P256("EC", 256, "ES256", "SHA256withECDSA"),
  /** ECDSA on P-384 (secp384r1), {@code ES384}. */
  EC_P384("EC", 384, "ES384", "SHA384withECDSA"),
  /**
   * ECDSA on P-521 (secp521r1), {@code ES512}. Certbot offers it, but few CAs take it; Let's
   * Encrypt does not.
   */
  EC_P521("EC", 521, "ES512", "SHA512withECDSA"),
  /** RSA with 2048 bits, {@code RS256}. */
  RSA_2048("RSA", 2048, "RS256", "SHA256withRSA"),
  /** RSA with 3072 bits, {@code RS256}. */
  RSA_3072("RSA", 3072, "RS256", "SHA256withRSA"),
  /** RSA with 4096 bits, {@code RS256}. */
  RSA_4096("RSA", 4096, "RS256", "SHA256withRSA");

  private final String family;
  private final int bits;
  private final String jwsAlgorithm;
  private final String signatureAlgorithm;

  KeyAlgorithm(String family, int bits, String jwsAlgorithm, String signatureAlgorithm) {
    this.family = family;
    this.bits = bits;
    this.jwsAlgorithm = jwsAlgorithm;
    this.signatureAlgorithm = signatureAlgorithm;
  }

  /**
   * Tells which algorithm a public key belongs to.
   *
   * @param key an RSA or EC public key
   * @return its algorithm and size
   * @throws IllegalArgumentException if it is none of the kinds listed here; the message names what
   *     it is
   */
  public static KeyAlgorithm of(PublicKey key) {
    boolean ellipticCurve = key instanceof ECPublicKey;
    int bits = bits(key);
    for (KeyAlgorithm algorithm : values()) {
      if (algorithm.isEllipticCurve() == ellipticCurve && algorithm.bits == bits) {
        return algorithm;
      }
    }
    throw UnsupportedKey.refuse(key);
  }

  private static int bits(PublicKey key) {
    // Other providers call theirs ECDSA; keys for RSASSA-PSS are RSA keys that cannot sign RS256.
    if (key instanceof ECPublicKey ec) {
      return EllipticCurves.nistBits(ec.getParams());
    }
    return key instanceof RSAPublicKey rsa && rsa.getAlgorithm().equals("RSA")
        ? rsa.getModulus().bitLength()
        : 0;
  }

  /**
   * Generates a new key pair with the JDK's default source of secure randomness.
   *
   * @return a new key pair
   */
  public KeyPair generate() {
    try {
      if (isEllipticCurve()) {
        return Ecdsa.generate(bits);
      }
      KeyPairGenerator generator = KeyPairGenerator.getInstance(family);
      generator.initialize(new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM cannot generate a key of type " + this, e);
    }
  }

  /**
   * The {@code alg} of a JWS signed with such a key (RFC 7518 section 3.1).
   *
   * @return for example {@code ES256}
   */
  public String jwsAlgorithm() {
    return jwsAlgorithm;
  }

  /**
   * The JCA name of the signature that such a key makes on a certificate signing request.
   *
   * @return for example {@code SHA256withECDSA}
   */
  public String signatureAlgorithm() {
    return signatureAlgorithm;
  }

  /**
   * Whether this is one of the elliptic curves.
   *
   * @return {@code true} for EC, {@code false} for RSA
   */
  public boolean isEllipticCurve() {
    return "EC".equals(family);
  }

  /**
   * The size of the key.
   *
   * @return bits of the modulus, or of the curve's field
   */
  public int bits() {
    return bits;
  }
}
