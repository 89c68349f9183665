package dev.acmesdk.testing.ca;

import java.time.Duration;

/**
 * A kind of certificate (draft-ietf-acme-profiles).
 *
 * @param description what the directory says about it
 * @param validity how long its certificates are valid from their issuance
 */
public record ProfileSettings(String description, Duration validity) {}
