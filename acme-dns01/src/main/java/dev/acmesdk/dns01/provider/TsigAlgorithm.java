package dev.acmesdk.dns01.provider;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a {@link TsigKey} signs. Those that are not here should not be used any more (RFC 8945
 * section 6): HMAC-MD5 and HMAC-SHA1.
 */
public enum TsigAlgorithm {
  /** Every server knows it. */
  HMAC_SHA256,
  /** Longer. */
  HMAC_SHA384,
  /** Longest. */
  HMAC_SHA512;

  /**
   * The algorithm of a name as servers and Certbot write it.
   *
   * @param name in any case, such as {@code hmac-sha256} or {@code HMAC-SHA512}
   * @return the algorithm
   * @throws IllegalArgumentException if there is none of that name
   */
  public static TsigAlgorithm of(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.toString().equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  private static String unknown(String name) {
    return "The TSIG algorithm \"%s\" is not supported. Make a key with one of %s, for BIND by tsig-keygen -a hmac-sha256."
        .formatted(
            name,
            Arrays.stream(values()).map(TsigAlgorithm::toString).collect(Collectors.joining(", ")));
  }

  /** The name as servers write it, in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
