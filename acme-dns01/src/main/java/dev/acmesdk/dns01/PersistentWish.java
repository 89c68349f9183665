package dev.acmesdk.dns01;

import dev.acmesdk.protocol.Challenge.DnsPersist01;
import dev.acmesdk.solver.PendingChallenge;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the records are to be like that answer dns-persist-01 challenges.
 *
 * @param issuer by which of its names to name the CA, {@code null} for the first on offer
 * @param wildcard whether to allow all names below, also where only the name itself was ordered
 * @param until when the records end, {@code null} for never
 * @param clock tells whether that is over
 */
record PersistentWish(
    @Nullable String issuer, boolean wildcard, @Nullable Instant until, Clock clock) {

  PersistentRecord record(PendingChallenge<DnsPersist01> challenge) throws IOException {
    if (!challenge.challenge().isFor(challenge.account())) {
      throw new IOException(
          "the CA wants a record for the account %s, but the account that orders is %s"
              .formatted(challenge.challenge().accountUri(), challenge.account()));
    }
    if (!PersistentRecord.canName(challenge.account())) {
      throw new IOException(
          "the account's URL %s cannot stand in a record"
              .formatted(challenge.account().toASCIIString()));
    }
    if (until != null && clock.instant().isAfter(until)) {
      throw new IOException(
          "the record would be of no use, it was to end at %s; choose a later end"
              .formatted(until));
    }
    return new PersistentRecord(
        TxtRecord.dnsName(challenge, DnsPersist01.TYPE),
        issuer(challenge.challenge().issuerDomainNames()),
        challenge.account(),
        wildcard || challenge.wildcard() || challenge.identifier().isWildcard(),
        until);
  }

  private String issuer(List<String> offered) throws IOException {
    if (issuer == null) {
      return offered.get(0);
    }
    if (!offered.contains(issuer)) {
      throw new IOException(
          "the CA does not go by the name %s, but by %s"
              .formatted(issuer, String.join(", ", offered)));
    }
    return issuer;
  }

  /** Whether one of the records in DNS does what the challenge's record would do. */
  boolean isMetBy(List<String> published, PendingChallenge<DnsPersist01> challenge)
      throws IOException {
    PersistentRecord wanted = record(challenge);
    Instant now = clock.instant();
    return challenge.challenge().issuerDomainNames().stream()
        .map(wanted::withIssuer)
        .anyMatch(
            record -> published.stream().anyMatch(text -> record.findings(text, now).isEmpty()));
  }
}
