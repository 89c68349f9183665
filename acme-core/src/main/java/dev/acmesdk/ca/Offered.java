package dev.acmesdk.ca;

/** Whether a CA offers something. What is not known is not guessed. */
public enum Offered {
  /** It does. */
  YES,
  /** It does not, and refuses who asks for it. */
  NO,
  /** Nobody has found out, or has written it down. */
  UNKNOWN
}
