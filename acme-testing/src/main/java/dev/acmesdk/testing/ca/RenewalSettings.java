package dev.acmesdk.testing.ca;

import java.time.Duration;

/**
 * How a CA helps with renewals (RFC 9773).
 *
 * @param offered whether it does at all
 * @param retryAfter how long clients are asked to wait until they ask again
 * @param replacedWhenFinalized whether a certificate counts as replaced only when the order that
 *     replaces it was finalized
 */
public record RenewalSettings(
    boolean offered, Duration retryAfter, boolean replacedWhenFinalized) {}
