package dev.acmesdk.examples.quickstart;

import dev.acmesdk.protocol.Challenge.Http01;
import dev.acmesdk.protocol.KeyAuthorization;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import java.util.Map;

/**
 * Puts responses to HTTP-01 into a map that some other server reads: a key of a cache, a row of a
 * database.
 */
final class OwnSolver implements ChallengeSolver<Http01> {
  private final Map<String, String> shared;

  OwnSolver(Map<String, String> shared) {
    this.shared = shared;
  }

  @Override
  public Class<Http01> challengeType() {
    return Http01.class;
  }

  @Override
  public void present(PendingChallenge<Http01> pending) {
    shared.put(path(pending), response(pending).value());
  }

  @Override
  public void cleanUp(PendingChallenge<Http01> pending) {
    shared.remove(path(pending));
  }

  private static String path(PendingChallenge<Http01> pending) {
    return "/.well-known/acme-challenge/" + pending.challenge().token();
  }

  private static KeyAuthorization response(PendingChallenge<Http01> pending) {
    return pending.challenge().keyAuthorization(pending.thumbprint());
  }
}
