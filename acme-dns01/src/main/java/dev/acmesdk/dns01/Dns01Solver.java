package dev.acmesdk.dns01;

import dev.acmesdk.dns01.lookup.VisibilityCheck;
import dev.acmesdk.protocol.Challenge.Dns01;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import dev.acmesdk.solver.Preflight;
import dev.acmesdk.solver.PropagationWait;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Answers DNS-01 challenges through a provider of DNS (RFC 8555 section 8.4).
 *
 * <p>It waits until all name servers of the zone answer with the records, see {@link
 * VisibilityCheck}; by default one that begins at the resolvers of the operating system. A record
 * is put where the aliases (CNAME) of its name lead, if there are any; if that cannot be found out,
 * at the name itself, which is logged.
 *
 * <p>It is as thread-safe as the provider and the check.
 */
public final class Dns01Solver
    implements ChallengeSolver<Dns01>, Preflight, PropagationWait<Dns01> {
  private final ProviderTxt<Dns01> records;

  private Dns01Solver(ProviderTxt<Dns01> records) {
    this.records = records;
  }

  /**
   * A solver for the zones of a provider.
   *
   * @param provider who changes the zones
   * @return a solver
   */
  public static Dns01Solver of(DnsProvider provider) {
    return new Dns01Solver(ProviderTxt.of(Dns01.class, TxtRecord::of, provider));
  }

  /**
   * The same that waits in another way.
   *
   * @param check tells when the records can be seen; its client finds where aliases lead
   * @return a changed copy
   */
  public Dns01Solver withVisibilityCheck(VisibilityCheck check) {
    return new Dns01Solver(records.withCheck(check));
  }

  /**
   * The same that does not wait: for a provider whose {@link DnsProvider#addTxt} returns only when
   * the record can be seen, or where nobody can ask name servers.
   *
   * @return a changed copy
   */
  public Dns01Solver withoutVisibilityCheck() {
    return new Dns01Solver(records.withoutCheck());
  }

  /**
   * The same that puts records at their own names, and does not look for aliases.
   *
   * @return a changed copy
   */
  public Dns01Solver withoutAliases() {
    return new Dns01Solver(records.withoutAliases());
  }

  @Override
  public Class<Dns01> challengeType() {
    return records.challengeType();
  }

  /** Has the provider checked, if it can be ({@link ZoneCheck}), before an order is spent. */
  @Override
  public Reservation reserve(List<Identifier> identifiers) throws IOException {
    records.checkZones(TxtRecord.names(identifiers));
    return () -> {};
  }

  @Override
  public void present(PendingChallenge<Dns01> challenge) throws IOException, InterruptedException {
    records.present(challenge);
  }

  @Override
  public void awaitVisible(List<PendingChallenge<Dns01>> challenges, Duration limit)
      throws IOException, InterruptedException {
    records.awaitVisible(challenges, limit);
  }

  @Override
  public void cleanUp(PendingChallenge<Dns01> challenge) throws IOException {
    records.cleanUp(challenge);
  }
}
