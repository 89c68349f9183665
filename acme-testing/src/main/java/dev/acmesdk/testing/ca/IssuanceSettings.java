package dev.acmesdk.testing.ca;

import java.time.Duration;

/**
 * How a CA issues.
 *
 * @param chainLength the number of intermediates
 * @param validity how long certificates are valid from their issuance
 * @param backdating how long before its issuance a certificate begins to be valid
 * @param processingPolls how many polls see an order being processed
 */
public record IssuanceSettings(
    int chainLength, Duration validity, Duration backdating, int processingPolls) {}
