package dev.acmesdk.preflight;

/** What a finding means for the order, from the best to the worst. */
public enum Severity {
  /** It was looked at, and is as it should be. */
  OK,
  /** Good to know; or it could not be looked at. */
  HINT,
  /** The order may fail. */
  WARNING,
  /** The order will fail. */
  ERROR
}
