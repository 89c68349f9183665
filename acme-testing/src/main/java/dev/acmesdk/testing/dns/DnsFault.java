package dev.acmesdk.testing.dns;

/** What a {@link DnsStub} can be made to do wrong. */
public enum DnsFault {
  /** Says that it fails. */
  SERVFAIL,
  /** Says that it will not answer, as servers do that do not have the zone. */
  REFUSED,
  /** Says nothing of the zone, and not with authority: the delegation to it is lame. */
  LAME,
  /** Says that no name exists. */
  NXDOMAIN,
  /** Does not answer at all. */
  DROP,
  /** Answers by UDP with nothing but the word that it was too much; by TCP, all is well. */
  TRUNCATE,
  /**
   * Fails as a resolver does that has found the signatures of a zone broken, unless it is told not
   * to look at them (RFC 4035 section 3.2.2, CD).
   */
  BOGUS,
  /** Answers with the identifier of another question, as somebody who guesses does. */
  FORGED
}
