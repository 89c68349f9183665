package dev.acmesdk.client;

/** What a revocation has changed; in both cases the certificate is revoked. */
public enum RevocationOutcome {
  /** It was revoked now. */
  REVOKED,
  /**
   * It had been revoked before. After an answer that got lost, that may have been the first attempt
   * of the very same call.
   */
  ALREADY_REVOKED
}
