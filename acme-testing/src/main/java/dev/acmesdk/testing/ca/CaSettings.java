package dev.acmesdk.testing.ca;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How a CA behaves.
 *
 * @param listen where the API is served; port 0 lets the system choose
 * @param validation how it validates
 * @param accounts who can have an account
 * @param issuance how it issues
 * @param limits how much a client may ask for
 * @param renewals how renewals are helped with
 * @param nonceRejectPercent how many of a hundred good nonces are refused
 * @param random decides which nonces are refused, and in which order lists are given out
 * @param retryAfter how long clients are asked to wait between polls
 * @param clock tells the time of all that the CA issues
 */
public record CaSettings(
    InetSocketAddress listen,
    ValidationSettings validation,
    AccountSettings accounts,
    IssuanceSettings issuance,
    LimitSettings limits,
    RenewalSettings renewals,
    int nonceRejectPercent,
    RandomGenerator random,
    Duration retryAfter,
    Clock clock) {}
