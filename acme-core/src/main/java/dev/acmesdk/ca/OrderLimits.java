package dev.acmesdk.ca;

import dev.acmesdk.crypto.KeyAlgorithm;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a CA takes in an order.
 *
 * @param maxNames how many identifiers one certificate may have at most; empty if unknown
 * @param wildcards whether names such as {@code *.example.com} are taken
 * @param ipAddresses whether identifiers of type {@code ip} are taken (RFC 8738)
 * @param validityDates whether {@code notBefore} and {@code notAfter} are taken (RFC 8555 section
 *     7.4)
 * @param certificateKeys the kinds of key that it makes certificates for; empty if unknown
 */
public record OrderLimits(
    OptionalInt maxNames,
    Offered wildcards,
    Offered ipAddresses,
    Offered validityDates,
    Set<KeyAlgorithm> certificateKeys) {

  /** Nothing is known. */
  public static final OrderLimits UNKNOWN =
      new OrderLimits(
          OptionalInt.empty(), Offered.UNKNOWN, Offered.UNKNOWN, Offered.UNKNOWN, Set.of());

  /** Copies the set. */
  public OrderLimits {
    certificateKeys = Set.copyOf(certificateKeys);
  }

  /**
   * The same with another number of names.
   *
   * @param max how many identifiers one certificate may have at most
   * @return a changed copy
   */
  public OrderLimits withMaxNames(int max) {
    return new OrderLimits(
        OptionalInt.of(max), wildcards, ipAddresses, validityDates, certificateKeys);
  }

  /**
   * The same with other knowledge of wildcards.
   *
   * @param offered whether they are taken
   * @return a changed copy
   */
  public OrderLimits withWildcards(Offered offered) {
    return new OrderLimits(maxNames, offered, ipAddresses, validityDates, certificateKeys);
  }

  /**
   * The same with other knowledge of IP addresses.
   *
   * @param offered whether they are taken
   * @return a changed copy
   */
  public OrderLimits withIpAddresses(Offered offered) {
    return new OrderLimits(maxNames, wildcards, offered, validityDates, certificateKeys);
  }

  /**
   * The same with other knowledge of {@code notBefore} and {@code notAfter}.
   *
   * @param offered whether they are taken
   * @return a changed copy
   */
  public OrderLimits withValidityDates(Offered offered) {
    return new OrderLimits(maxNames, wildcards, ipAddresses, offered, certificateKeys);
  }

  /**
   * The same with other kinds of key.
   *
   * @param keys the kinds of key that certificates are made for; empty if unknown
   * @return a changed copy
   */
  public OrderLimits withCertificateKeys(Set<KeyAlgorithm> keys) {
    return new OrderLimits(maxNames, wildcards, ipAddresses, validityDates, keys);
  }

  /** What is left of this when the profile is one that is not known. */
  OrderLimits ofAnotherProfile() {
    return new OrderLimits(
        OptionalInt.empty(), wildcards, Offered.UNKNOWN, validityDates, certificateKeys);
  }
}
