package dev.acmesdk.dns01.lookup;

/**
 * How it is with the signatures of a zone.
 *
 * @param status what a validating resolver makes of it
 * @param zone the zone's name, without trailing dot; empty if it was not found out
 * @param sentence what it comes to and what to do, in plain words
 */
public record DnssecVerdict(DnssecVerdict.Status status, String zone, String sentence) {
  /** What a validating resolver makes of a zone (RFC 4035 section 4.3). */
  public enum Status {
    /** It is signed, and the resolver has validated it. */
    VALID,
    /** It is not signed. */
    UNSIGNED,
    /** It is signed, but the zone above does not say so, so nobody can validate it. */
    UNANCHORED,
    /** It is signed, but the resolver does not validate. */
    NOT_VALIDATED,
    /** The signatures do not fit: most of the world, CAs among it, cannot see the zone. */
    BOGUS,
    /** The resolver gets no answer, signatures or not. */
    FAILING
  }
}
