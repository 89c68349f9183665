package dev.acmesdk.dns01;

import dev.acmesdk.protocol.Challenge.DnsAccount01;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import java.io.IOException;

/**
 * Answers dns-account-01 challenges: like DNS-01, but each ACME account has a label of its own, so
 * that several independent systems can each have theirs delegated by a CNAME record
 * (draft-ietf-acme-dns-account-label-03).
 *
 * <p><b>Experimental:</b> it follows a draft, and few CAs offer it. It may change in a minor
 * version.
 *
 * <p>It does not wait until the zone's name servers answer with the records. If the provider needs
 * time for that, let {@link DnsProvider#addTxt} return only when it is done.
 *
 * <p>It is as thread-safe as the provider.
 */
public final class DnsAccount01Solver implements ChallengeSolver<DnsAccount01> {
  private final DnsProvider provider;

  private DnsAccount01Solver(DnsProvider provider) {
    this.provider = provider;
  }

  /**
   * A solver for the zones of a provider.
   *
   * @param provider who changes the zones
   * @return a solver
   */
  public static DnsAccount01Solver of(DnsProvider provider) {
    return new DnsAccount01Solver(provider);
  }

  /**
   * A solver that asks a human once per order, and believes the answer, as {@link ManualDns01}
   * does.
   *
   * @param prompt how to ask
   * @return a solver, as thread-safe as the prompt
   */
  public static ChallengeSolver<DnsAccount01> manual(ManualPrompt prompt) {
    return new ManualTxt<>(DnsAccount01.class, TxtRecord::belowAccountLabel, prompt);
  }

  @Override
  public Class<DnsAccount01> challengeType() {
    return DnsAccount01.class;
  }

  @Override
  public void present(PendingChallenge<DnsAccount01> challenge)
      throws IOException, InterruptedException {
    provider.addTxt(TxtRecord.belowAccountLabel(challenge));
  }

  @Override
  public void cleanUp(PendingChallenge<DnsAccount01> challenge) throws IOException {
    provider.removeTxt(TxtRecord.belowAccountLabel(challenge));
  }
}
