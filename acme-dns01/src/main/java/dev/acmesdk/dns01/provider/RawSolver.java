package dev.acmesdk.dns01.provider;

import dev.acmesdk.protocol.Challenge.Dns01;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import java.io.IOException;

/** Hands challenges on to somebody who makes the record by itself: lego's mode RAW. */
final class RawSolver implements ChallengeSolver<Dns01> {
  private final Service service;

  RawSolver(Service service) {
    this.service = service;
  }

  /**
   * A challenge as it came from the CA.
   *
   * @param domain the name, without wildcard label
   * @param token the CA's random text
   * @param keyAuth the key authorization, of which the record's value is the digest
   */
  record RawChallenge(String domain, String token, String keyAuth) {}

  /** Somebody who makes the record by itself. */
  interface Service {
    void present(RawChallenge raw) throws IOException, InterruptedException;

    void cleanUp(RawChallenge raw) throws IOException;
  }

  @Override
  public Class<Dns01> challengeType() {
    return Dns01.class;
  }

  @Override
  public void present(PendingChallenge<Dns01> challenge) throws IOException, InterruptedException {
    service.present(raw(challenge));
  }

  @Override
  public void cleanUp(PendingChallenge<Dns01> challenge) throws IOException {
    service.cleanUp(raw(challenge));
  }

  private static RawChallenge raw(PendingChallenge<Dns01> challenge) {
    return new RawChallenge(
        challenge.identifier().withoutWildcard().value(),
        challenge.challenge().token(),
        challenge.challenge().keyAuthorization(challenge.thumbprint()).value());
  }
}
