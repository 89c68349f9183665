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
    Optional<Limit> newOrders, Optional<Limit> certificates, Optional<Limit> failures) {}
