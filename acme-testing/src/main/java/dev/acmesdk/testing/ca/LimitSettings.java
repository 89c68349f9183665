package dev.acmesdk.testing.ca;

import java.util.Optional;

/**
 * How much a client may ask for.
 *
 * @param newOrders of one account
 * @param certificates for one exact set of identifiers
 * @param failures of authorizations of one account for one identifier
 */
public record LimitSettings(
    Optional<Limit> newOrders, Optional<Limit> certificates, Optional<Limit> failures) {

  /**
   * The limits of Let's Encrypt.
   *
   * @return all three
   */
  public static LimitSettings letsEncrypt() {
    return new LimitSettings(
        Optional.of(RateLimit.NEW_ORDERS.usual()),
        Optional.of(RateLimit.DUPLICATES.usual()),
        Optional.of(RateLimit.FAILED_AUTHORIZATIONS.usual()));
  }
}
