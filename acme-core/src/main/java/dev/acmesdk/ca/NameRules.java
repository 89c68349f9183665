package dev.acmesdk.ca;

/** By which rules a CA judges names, over and above those of RFC 8555. */
public enum NameRules {
  /** Unknown ones: a private CA may issue for whatever it likes. */
  UNKNOWN,
  /**
   * Section 7.1.2.7.12 of the Baseline Requirements of the CA/Browser Forum, which bind all
   * publicly trusted CAs: no name outside the public DNS, no label of a reserved form, no name for
   * reverse look-ups, no reserved address.
   */
  BASELINE,
  /**
   * Those, and what Boulder, the software of Let's Encrypt, adds: at most ten labels, no name
   * beside a wildcard that covers it, and no onion services.
   */
  BOULDER
}
