package dev.acmesdk.testing.ca;

import java.math.BigInteger;
import java.time.Instant;

/**
 * That a certificate is not to be trusted any more, since when and why (RFC 5280 section 5.3.1).
 */
record Revocation(BigInteger serial, Instant time, int reason) {}
