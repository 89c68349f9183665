package dev.acmesdk.dns01;

import dev.acmesdk.dns01.lookup.VisibilityCheck;
import dev.acmesdk.protocol.Challenge.DnsAccount01;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import dev.acmesdk.solver.PropagationWait;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Answers dns-account-01 challenges: like DNS-01, but each ACME account has a label of its own, so
 * that several independent systems can each have theirs delegated by a CNAME record
 * (draft-ietf-acme-dns-account-label-03).
 *
 * <p><b>Experimental:</b> it follows a draft, and few CAs offer it. It may change in a minor
 * version.
 *
 * <p>It waits until all name servers of the zone answer with the records, see {@link
 * VisibilityCheck}; by default one that begins at the resolvers of the operating system. A record
 * is put where the aliases (CNAME) of its name lead, if there are any; if that cannot be found out,
 * at the name itself, which is logged.
 *
 * <p>It is as thread-safe as the provider and the check.
 */
public final class DnsAccount01Solver
    implements ChallengeSolver<DnsAccount01>, PropagationWait<DnsAccount01> {
  private final ProviderTxt<DnsAccount01> records;

  private DnsAccount01Solver(ProviderTxt<DnsAccount01> records) {
    this.records = records;
  }

  /**
   * A solver for the zones of a provider.
   *
   * @param provider who changes the zones
   * @return a solver
   */
  public static DnsAccount01Solver of(DnsProvider provider) {
    return new DnsAccount01Solver(
        ProviderTxt.of(DnsAccount01.class, TxtRecord::belowAccountLabel, provider));
  }

  /**
   * A solver that asks a human once per order.
   *
   * @param prompt how to ask
   * @param check tells when the records can be seen
   * @return a solver, as thread-safe as the prompt and the check
   */
  public static ChallengeSolver<DnsAccount01> manual(ManualPrompt prompt, VisibilityCheck check) {
    return new ManualTxt<>(
        DnsAccount01.class, TxtRecord::belowAccountLabel, ManualHand.of(prompt, check));
  }

  /**
   * The same that waits in another way.
   *
   * @param check tells when the records can be seen; its client finds where aliases lead
   * @return a changed copy
   */
  public DnsAccount01Solver withVisibilityCheck(VisibilityCheck check) {
    return new DnsAccount01Solver(records.withCheck(check));
  }

  /**
   * The same that does not wait: for a provider whose {@link DnsProvider#addTxt} returns only when
   * the record can be seen, or where nobody can ask name servers.
   *
   * @return a changed copy
   */
  public DnsAccount01Solver withoutVisibilityCheck() {
    return new DnsAccount01Solver(records.withoutCheck());
  }

  /**
   * The same that puts records at their own names, and does not look for aliases.
   *
   * @return a changed copy
   */
  public DnsAccount01Solver withoutAliases() {
    return new DnsAccount01Solver(records.withoutAliases());
  }

  /**
   * A solver that asks a human once per order, and then looks whether the records can be seen, as
   * {@link ManualDns01} does.
   *
   * @param prompt how to ask
   * @return a solver, as thread-safe as the prompt
   */
  public static ChallengeSolver<DnsAccount01> manual(ManualPrompt prompt) {
    return new ManualTxt<>(DnsAccount01.class, TxtRecord::belowAccountLabel, ManualHand.of(prompt));
  }

  @Override
  public Class<DnsAccount01> challengeType() {
    return records.challengeType();
  }

  @Override
  public void present(PendingChallenge<DnsAccount01> challenge)
      throws IOException, InterruptedException {
    records.present(challenge);
  }

  @Override
  public void awaitVisible(List<PendingChallenge<DnsAccount01>> challenges, Duration limit)
      throws IOException, InterruptedException {
    records.awaitVisible(challenges, limit);
  }

  @Override
  public void cleanUp(PendingChallenge<DnsAccount01> challenge) throws IOException {
    records.cleanUp(challenge);
  }
}
