package dev.acmesdk.dns01;

import dev.acmesdk.protocol.Challenge.Dns01;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.PendingChallenge;
import java.time.Duration;

/**
 * A TXT record that answers a challenge (RFC 8555 section 8.4).
 *
 * @param name the whole name, without trailing dot, for example {@code _acme-challenge.example.com}
 * @param value the text without quotes: one string of 43 base64url characters
 * @param ttl for how long resolvers may keep it, in whole seconds; at least one
 */
public record TxtRecord(String name, String value, Duration ttl) {
  /** Short, since the record is needed for minutes only, and another value may follow it. */
  public static final Duration DEFAULT_TTL = Duration.ofSeconds(60);

  private static final String LABEL = "_acme-challenge.";

  /** Refuses a time to live of less than a second. */
  public TxtRecord {
    if (ttl.toSeconds() < 1) {
      throw new IllegalArgumentException("A TTL of less than a second: " + ttl);
    }
  }

  /**
   * The record that answers a challenge. The challenges for {@code example.com} and {@code
   * *.example.com} have records of the same name with different values.
   *
   * @param challenge the challenge
   * @return the record, with the default TTL
   * @throws IllegalArgumentException if the identifier is not a DNS name (RFC 8738 section 7)
   */
  public static TxtRecord of(PendingChallenge<Dns01> challenge) {
    if (!(challenge.identifier() instanceof Identifier.Dns)) {
      throw new IllegalArgumentException(
          "DNS-01 cannot prove control of %s: it is not a DNS name"
              .formatted(challenge.identifier()));
    }
    return new TxtRecord(
        LABEL + challenge.identifier().withoutWildcard().value(),
        challenge.challenge().keyAuthorization(challenge.thumbprint()).txtValue(),
        DEFAULT_TTL);
  }

  /**
   * The record as a zone file has it.
   *
   * @return one line, without line end
   */
  @Override
  public String toString() {
    return "%s. %d IN TXT \"%s\"".formatted(name, ttl.toSeconds(), value);
  }
}
