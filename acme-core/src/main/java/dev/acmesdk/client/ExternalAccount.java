package dev.acmesdk.client;

import dev.acmesdk.error.InvalidRequestException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to a CA that who makes an ACME account is a customer of it (external account binding, RFC
 * 8555 section 7.3.4): a key identifier and a MAC key that the CA shows on its web site.
 *
 * <p>Many CAs take such credentials only once and only for some days, so keep the account that was
 * made with them. The MAC key is a secret: no message and no {@code toString} shows it. Instances
 * are immutable and safe for use by several threads.
 */
public final class ExternalAccount {
  private final String keyId;
  private final byte[] macKey;
  private final Algorithm algorithm;

  /** The MAC algorithms of RFC 7518 section 3.2. */
  public enum Algorithm {
    /** HMAC with SHA-256, which all CAs take. */
    HS256("HmacSHA256", 32),
    /** HMAC with SHA-384. */
    HS384("HmacSHA384", 48),
    /** HMAC with SHA-512. */
    HS512("HmacSHA512", 64);

    private final String jdkName;
    private final int minimalOctets;

    Algorithm(String jdkName, int minimalOctets) {
      this.jdkName = jdkName;
      this.minimalOctets = minimalOctets;
    }
  }

  private ExternalAccount(String keyId, byte[] macKey, Algorithm algorithm) {
    this.keyId = keyId;
    this.macKey = macKey;
    this.algorithm = algorithm;
    if (macKey.length < algorithm.minimalOctets) {
      throw new InvalidRequestException(
          "The MAC key of the external account has %d octets, but %s needs at least %d (RFC 7518 section 3.2). Check that it was copied as a whole, and is not the key identifier."
              .formatted(macKey.length, algorithm, algorithm.minimalOctets));
    }
  }

  /**
   * Credentials as the CA shows them, for HS256.
   *
   * @param keyId the key identifier, in ASCII
   * @param macKey the MAC key in base64url, with or without padding, or in the standard alphabet;
   *     white space is ignored
   * @return the credentials
   * @throws InvalidRequestException if one of them is empty, is not in that form, or the key is
   *     shorter than 256 bits
   */
  public static ExternalAccount of(String keyId, String macKey) {
    return of(keyId, MacKeyText.decode(macKey));
  }

  /**
   * Credentials whose MAC key is decoded already, for HS256.
   *
   * @param keyId the key identifier, in ASCII
   * @param macKey the octets of the MAC key; they are copied
   * @return the credentials
   * @throws InvalidRequestException if one of them is empty, or the key is shorter than 256 bits
   */
  public static ExternalAccount of(String keyId, byte[] macKey) {
    return new ExternalAccount(checkedKeyId(keyId), macKey.clone(), Algorithm.HS256);
  }

  /** The text is not shown: it may be the MAC key, if somebody mixed up the two. */
  private static String checkedKeyId(String text) {
    String keyId = text.strip();
    if (keyId.isEmpty()) {
      throw new InvalidRequestException(
          "The key identifier of the external account is empty. Copy it from your account with the CA.");
    }
    if (!keyId.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new InvalidRequestException(
          "The key identifier of the external account has blanks, or characters that are not ASCII (RFC 8555 section 7.3.4). Copy it from your account with the CA.");
    }
    return keyId;
  }

  /**
   * The same with another MAC algorithm, for CAs that ask for it.
   *
   * @param other the algorithm
   * @return a changed copy
   * @throws InvalidRequestException if the MAC key is too short for it
   */
  public ExternalAccount withAlgorithm(Algorithm other) {
    return new ExternalAccount(keyId, macKey, other);
  }

  /**
   * The key identifier.
   *
   * @return what the CA finds the MAC key by
   */
  public String keyId() {
    return keyId;
  }

  /**
   * The MAC algorithm.
   *
   * @return HS256 unless another was chosen
   */
  public Algorithm algorithm() {
    return algorithm;
  }

  /** The MAC of a JWS signing input. */
  byte[] sign(byte[] octets) {
    try {
      Mac mac = Mac.getInstance(algorithm.jdkName);
      mac.init(new SecretKeySpec(macKey, algorithm.jdkName));
      return mac.doFinal(octets);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM has no " + algorithm.jdkName, e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExternalAccount that
        && keyId.equals(that.keyId)
        && algorithm == that.algorithm
        && MessageDigest.isEqual(macKey, that.macKey);
  }

  /** Does not depend on the secret. */
  @Override
  public int hashCode() {
    return Objects.hash(keyId, algorithm);
  }

  /** Shows key identifier and algorithm, never the MAC key. */
  @Override
  public String toString() {
    return "ExternalAccount[keyId=" + keyId + ", " + algorithm + "]";
  }
}
