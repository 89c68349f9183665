package dev.acmesdk.dns01.provider;

import java.util.Base64;

/** A secret that a name server shares with those who may change its zones (RFC 8945). Immutable. */
public final class TsigKey {
  private final String name;
  private final TsigAlgorithm algorithm;
  private final byte[] secret;

  private TsigKey(String name, TsigAlgorithm algorithm, byte[] secret) {
    this.name = name;
    this.algorithm = algorithm;
    this.secret = secret;
  }

  /**
   * A key as it is in the server's configuration.
   *
   * @param name the key's name, by which the server knows it, with or without trailing dot
   * @param algorithm how it signs
   * @param secret the secret, in base64
   * @return the key
   * @throws IllegalArgumentException if the name or the secret is empty, or the secret not base64;
   *     the message does not hold it
   */
  public static TsigKey of(String name, TsigAlgorithm algorithm, String secret) {
    String stripped = name.strip().replaceFirst("\\.$", "");
    if (stripped.isEmpty()) {
      throw new IllegalArgumentException(
          "A TSIG key has no name. Give the one from the name server's configuration.");
    }
    return new TsigKey(stripped, algorithm, decode(stripped, secret.strip()));
  }

  private static byte[] decode(String name, String secret) {
    try {
      byte[] octets = Base64.getDecoder().decode(secret);
      if (octets.length > 0) {
        return octets;
      }
    } catch (IllegalArgumentException e) {
      // Its message would show a part of the secret.
    }
    throw new IllegalArgumentException(
        "The secret of the TSIG key %s is empty or not base64. Copy it from the name server's configuration, without quotes."
            .formatted(name));
  }

  /**
   * By what the server knows it.
   *
   * @return the key's name, without trailing dot
   */
  public String name() {
    return name;
  }

  /**
   * How it signs.
   *
   * @return the algorithm
   */
  public TsigAlgorithm algorithm() {
    return algorithm;
  }

  byte[] secret() {
    return secret.clone();
  }

  /** Shows name and algorithm, never the secret. */
  @Override
  public String toString() {
    return "%s (%s)".formatted(name, algorithm);
  }
}
