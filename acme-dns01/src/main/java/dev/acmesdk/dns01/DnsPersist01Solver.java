package dev.acmesdk.dns01;

import dev.acmesdk.dns01.lookup.VisibilityCheck;
import dev.acmesdk.protocol.Challenge.DnsPersist01;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import dev.acmesdk.solver.PropagationWait;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers dns-persist-01 challenges: by a record that names the CA and the account, and stays in
 * DNS, so that renewals need not change the zone any more (draft-ietf-acme-dns-persist-01).
 *
 * <p><b>Experimental:</b> it follows a draft, and few CAs offer it. It may change in a minor
 * version.
 *
 * <p><b>The record is left in place</b> when the certificate is there; that is what it is for. As
 * long as it is in DNS, whoever has the account's key can get certificates for the name: guard that
 * key like those of the certificates. To end it, take away what {@link #record} tells.
 *
 * <p>A wildcard gets a record with {@code policy=wildcard}, which allows the name itself and every
 * name below it. An order for {@code example.com} and {@code *.example.com} may so get two records
 * of one name; the CA looks for one that will do. {@link #withWildcardPolicy} makes it one.
 *
 * <p>It waits until all name servers of the zone answer with the records, see {@link
 * VisibilityCheck}; by default one that begins at the resolvers of the operating system. A record
 * is put where the aliases (CNAME) of its name lead. It is as thread-safe as what it was made of.
 */
public final class DnsPersist01Solver
    implements ChallengeSolver<DnsPersist01>, PropagationWait<DnsPersist01> {
  private static final TxtLookUp BLIND = name -> List.of();

  private final PersistentPlace place;
  private final PersistentWish wish;
  private final TxtLookUp published;

  private DnsPersist01Solver(PersistentPlace place, PersistentWish wish, TxtLookUp published) {
    this.place = place;
    this.wish = wish;
    this.published = published;
  }

  private static DnsPersist01Solver of(PersistentPlace place) {
    PersistentWish none = new PersistentWish(null, false, null, Clock.systemUTC());
    return new DnsPersist01Solver(place, none, BLIND);
  }

  /**
   * A solver for the zones of a provider.
   *
   * @param provider who changes the zones; it is asked to add the record each time, and to remove
   *     none
   * @return a solver
   */
  public static DnsPersist01Solver of(DnsProvider provider) {
    VisibilityCheck check = VisibilityCheck.ofSystem();
    return of(
        new PersistentPlace.ByProvider(provider, RecordPlace.atTheEnd(check.client()), check));
  }

  /**
   * A solver that asks a human, once per order and for all records together. With {@link
   * #withLookUp} the human is asked only for what is not in DNS yet.
   *
   * @param prompt how to ask
   * @return a solver
   */
  public static DnsPersist01Solver manual(ManualPrompt prompt) {
    return of(new PersistentPlace.ByHand(ManualHand.of(prompt)));
  }

  /**
   * The same that names the CA by a certain name. Without it, the first name is taken that the CA
   * offers.
   *
   * @param issuer one of the names that the CA offers, such as {@code letsencrypt.org}
   * @return a changed copy
   */
  public DnsPersist01Solver withIssuer(String issuer) {
    return with(new PersistentWish(issuer, wish.wildcard(), wish.until(), wish.clock()));
  }

  /**
   * The same whose records allow the names below too, also if they were not ordered. Only for zones
   * below which nobody else has names (section 7.3 of the draft).
   *
   * @return a changed copy
   */
  public DnsPersist01Solver withWildcardPolicy() {
    return with(new PersistentWish(wish.issuer(), true, wish.until(), wish.clock()));
  }

  /**
   * The same whose records end. Choose the end by the calendar, not by today's date: each new end
   * is another record beside the older ones.
   *
   * @param end after that, the CA does not accept the record any more; fractions of a second are
   *     dropped
   * @return a changed copy
   */
  public DnsPersist01Solver withEnd(Instant end) {
    return with(new PersistentWish(wish.issuer(), wish.wildcard(), end, wish.clock()));
  }

  /**
   * The same with another clock.
   *
   * @param clock tells whether a record has ended
   * @return a changed copy
   */
  public DnsPersist01Solver withClock(Clock clock) {
    return with(new PersistentWish(wish.issuer(), wish.wildcard(), wish.until(), clock));
  }

  /**
   * The same that looks first whether a record that will do is in DNS already.
   *
   * @param lookUp reads the zone: {@code DnsClient.ofSystem()::txt}, or the provider's own
   *     interface
   * @return a changed copy
   */
  public DnsPersist01Solver withLookUp(TxtLookUp lookUp) {
    return new DnsPersist01Solver(place, wish, lookUp);
  }

  /**
   * The same that waits in another way.
   *
   * @param check tells when the records can be seen; its client finds where aliases lead
   * @return a changed copy
   */
  public DnsPersist01Solver withVisibilityCheck(VisibilityCheck check) {
    return new DnsPersist01Solver(place.withCheck(check), wish, published);
  }

  /**
   * The same that does not wait, and asks nothing of DNS, not even where aliases lead.
   *
   * @return a changed copy
   */
  public DnsPersist01Solver withoutVisibilityCheck() {
    return new DnsPersist01Solver(place.withoutCheck(), wish, published);
  }

  private DnsPersist01Solver with(PersistentWish other) {
    return new DnsPersist01Solver(place, other, published);
  }

  @Override
  public Class<DnsPersist01> challengeType() {
    return DnsPersist01.class;
  }

  /**
   * The record that answers a challenge.
   *
   * @param challenge the challenge
   * @return the record, whether it is in DNS or not
   * @throws IOException if there can be none: the CA wants one for another account, does not go by
   *     the chosen name, or the chosen end is over
   * @throws IllegalArgumentException if the identifier is not a DNS name
   */
  public PersistentRecord record(PendingChallenge<DnsPersist01> challenge) throws IOException {
    return wish.record(challenge);
  }

  @Override
  public void present(PendingChallenge<DnsPersist01> challenge)
      throws IOException, InterruptedException {
    record(challenge);
    place.add(missing(List.of(challenge)));
  }

  /** Waits for the records that were missing; a human is asked for them now. */
  @Override
  public void awaitVisible(List<PendingChallenge<DnsPersist01>> challenges, Duration limit)
      throws IOException, InterruptedException {
    place.awaitVisible(missing(challenges), limit);
  }

  private List<PersistentRecord> missing(List<PendingChallenge<DnsPersist01>> challenges)
      throws IOException, InterruptedException {
    List<PersistentRecord> missing = new ArrayList<>();
    for (PendingChallenge<DnsPersist01> challenge : challenges) {
      PersistentRecord record = record(challenge);
      if (!wish.isMetBy(published.values(record.name()), challenge)) {
        missing.add(record);
      }
    }
    return missing;
  }

  /** Leaves the record where it is: renewals want it. */
  @Override
  public void cleanUp(PendingChallenge<DnsPersist01> challenge) {}
}
