package dev.acmesdk.issuance;

import dev.acmesdk.protocol.Authorization;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.solver.ChallengeSolver;
import org.jspecify.annotations.Nullable;

/**
 * A solver with the one challenge of an authorization that it will solve.
 *
 * @param <C> the type of challenge
 */
record Assignment<C extends Challenge>(
    ChallengeSolver<C> solver, C challenge, Authorization authorization) {

  static <C extends Challenge> @Nullable Assignment<C> find(
      ChallengeSolver<C> solver, Authorization authorization) {
    return authorization.challenges().stream()
        .filter(solver.challengeType()::isInstance)
        .map(solver.challengeType()::cast)
        .findFirst()
        .map(challenge -> new Assignment<>(solver, challenge, authorization))
        .orElse(null);
  }
}
