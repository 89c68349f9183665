package dev.acmesdk.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The key that an ACME account stands and falls with: it signs every request (RFC 8555 section 6.2)
 * and its thumbprint is part of every challenge response (section 8.1).
 *
 * <p>Who has it can order, and revoke, certificates in the name of the account. Its {@code
 * toString} shows the public thumbprint only. Instances are immutable and safe for use by several
 * threads.
 */
public final class AccountKey {
  private final KeyPair pair;
  private final KeyAlgorithm algorithm;
  private final JsonWebKey jwk;
  private final String thumbprint;

  /** The private half, if it is in software and on the curve of the public one. */
  private final @Nullable ECPrivateKey onCurve;

  private AccountKey(KeyPair pair) {
    this.pair = pair;
    this.algorithm = KeyAlgorithm.of(pair.getPublic());
    this.jwk = JsonWebKey.of(pair.getPublic());
    this.thumbprint = jwk.thumbprint();
    this.onCurve = Ecdsa.onCurveOf(pair.getPublic(), pair.getPrivate());
  }

  /**
   * Generates a new key on P-256, the kind that every ACME server must support.
   *
   * @return a new key
   */
  public static AccountKey generate() {
    return generate(KeyAlgorithm.EC_P256);
  }

  /**
   * Generates a new key.
   *
   * @param algorithm its kind
   * @return a new key
   */
  public static AccountKey generate(KeyAlgorithm algorithm) {
    return new AccountKey(algorithm.generate());
  }

  /**
   * Takes an existing key pair.
   *
   * @param pair a pair of a kind listed in {@link KeyAlgorithm}
   * @return the account key
   * @throws IllegalArgumentException if the kind is not supported, or the two halves do not match
   */
  public static AccountKey of(KeyPair pair) {
    AccountKey key = new AccountKey(EllipticCurves.inJdkTerms(pair));
    key.checkHalves();
    return key;
  }

  private void checkHalves() {
    String mismatch = "The public key does not belong to the private key";
    byte[] probe = {1};
    try {
      Signature verifier = Signature.getInstance(jwsSignature());
      verifier.initVerify(pair.getPublic());
      verifier.update(probe);
      if (!verifier.verify(signed(probe))) {
        throw new IllegalArgumentException(mismatch);
      }
    } catch (GeneralSecurityException | ArithmeticException e) {
      // With a prime of zero, the JDK divides by it.
      throw new IllegalArgumentException(mismatch, e);
    }
  }

  /**
   * Reads a key from a PEM file's text.
   *
   * @param pem a private key in PKCS#8, PKCS#1 or SEC1 form, not encrypted
   * @return the account key
   * @throws IllegalArgumentException if there is no such key in it, or of an unsupported kind
   */
  public static AccountKey fromPem(String pem) {
    return of(Pem.decodeKeyPair(pem));
  }

  /**
   * Reads a key from private JWK members, as Certbot stores them.
   *
   * @param members the members of RFC 7518 section 6.2.2 or 6.3.2
   * @return the account key
   * @throws IllegalArgumentException if a member is missing or makes no key
   */
  public static AccountKey fromPrivateJwk(Map<String, String> members) {
    return of(PrivateJsonWebKey.parse(members));
  }

  /**
   * The private key as PEM text, to be kept in a file that only its owner can read.
   *
   * @return PKCS#8 in PEM
   */
  public String toPem() {
    return Pem.encodePrivateKey(pair.getPrivate());
  }

  /**
   * The private key as JWK members, to be kept in a file that only its owner can read.
   *
   * @return the members of RFC 7518 section 6.2.2 or 6.3.2
   */
  public Map<String, String> toPrivateJwk() {
    return PrivateJsonWebKey.members(pair);
  }

  /**
   * The kind of this key.
   *
   * @return its algorithm
   */
  public KeyAlgorithm algorithm() {
    return algorithm;
  }

  /**
   * The public half.
   *
   * @return its JWK
   */
  public JsonWebKey jwk() {
    return jwk;
  }

  /**
   * The public half in JDK terms, for example to compare it with a certificate's key.
   *
   * @return the public key
   */
  public java.security.PublicKey publicKey() {
    return pair.getPublic();
  }

  /**
   * Whether a public key is this key's public half, which must not get into a certificate (RFC 8555
   * section 11.1).
   *
   * @param other a public key of any kind and provider
   * @return {@code true} if it is the same key
   */
  public boolean isPublic(java.security.PublicKey other) {
    return pair.getPublic().equals(other)
        || Arrays.equals(pair.getPublic().getEncoded(), other.getEncoded());
  }

  /**
   * The thumbprint of RFC 7638.
   *
   * @return 43 base64url characters
   */
  public String thumbprint() {
    return thumbprint;
  }

  /**
   * Signs octets as a JWS demands: for EC in the fixed-length form R || S of RFC 7518 section 3.4,
   * not in DER.
   *
   * @param octets the JWS signing input
   * @return the signature
   */
  public byte[] sign(byte[] octets) {
    try {
      return signed(octets);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot sign with the account key " + this, e);
    }
  }

  private byte[] signed(byte[] octets) throws GeneralSecurityException {
    if (onCurve != null) {
      return Ecdsa.sign(onCurve, algorithm.bits(), octets);
    }
    Signature signature = Signature.getInstance(jwsSignature());
    signature.initSign(pair.getPrivate());
    signature.update(octets);
    return signature.sign();
  }

  private String jwsSignature() {
    return algorithm.isEllipticCurve()
        ? algorithm.signatureAlgorithm() + "inP1363Format"
        : algorithm.signatureAlgorithm();
  }

  /**
   * Compares the public halves.
   *
   * @param other anything
   * @return {@code true} for an account key with the same public key
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof AccountKey key && jwk.equals(key.jwk);
  }

  @Override
  public int hashCode() {
    return Objects.hash(jwk);
  }

  /** Shows kind and public thumbprint, never the private key. */
  @Override
  public String toString() {
    return "AccountKey[" + algorithm + ", thumbprint=" + thumbprint + "]";
  }
}
