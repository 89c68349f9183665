package dev.acmesdk.dns01;

import dev.acmesdk.error.CancelledException;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Challenge.Dns01;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import dev.acmesdk.solver.Preflight;
import java.io.IOException;
import java.util.List;

/**
 * Answers DNS-01 challenges through a provider of DNS (RFC 8555 section 8.4).
 *
 * <p>It does not wait until the zone's name servers answer with the records. If the provider needs
 * time for that, let {@link DnsProvider#addTxt} return only when it is done.
 *
 * <p>It is as thread-safe as the provider.
 */
public final class Dns01Solver implements ChallengeSolver<Dns01>, Preflight {
  private final DnsProvider provider;

  private Dns01Solver(DnsProvider provider) {
    this.provider = provider;
  }

  /**
   * A solver for the zones of a provider.
   *
   * @param provider who changes the zones
   * @return a solver
   */
  public static Dns01Solver of(DnsProvider provider) {
    return new Dns01Solver(provider);
  }

  @Override
  public Class<Dns01> challengeType() {
    return Challenge.Dns01.class;
  }

  /** Has the provider checked, if it can be ({@link ZoneCheck}), before an order is spent. */
  @Override
  public Reservation reserve(List<Identifier> identifiers) throws IOException {
    if (provider instanceof ZoneCheck zones) {
      try {
        zones.check(TxtRecord.names(identifiers));
      } catch (InterruptedException e) {
        throw new CancelledException("the check of the DNS provider", e);
      }
    }
    return () -> {};
  }

  @Override
  public void present(PendingChallenge<Dns01> challenge) throws IOException, InterruptedException {
    provider.addTxt(TxtRecord.of(challenge));
  }

  @Override
  public void cleanUp(PendingChallenge<Dns01> challenge) throws IOException {
    provider.removeTxt(TxtRecord.of(challenge));
  }
}
