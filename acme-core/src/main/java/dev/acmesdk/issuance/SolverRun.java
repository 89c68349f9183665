package dev.acmesdk.issuance;

import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.SolverException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import dev.acmesdk.solver.PropagationWait;
import dev.acmesdk.solver.ValidationWatch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One solver's challenges of one order, from present to clean-up.
 *
 * @param <C> the type of challenge that the solver solves
 */
final class SolverRun<C extends Challenge> {
  private final ChallengeSolver<C> solver;
  private final List<PendingChallenge<C>> presented = new ArrayList<>();

  SolverRun(ChallengeSolver<C> solver) {
    this.solver = solver;
  }

  /** Whether an assignment is for this run's solver; then it can be presented. */
  boolean isFor(Assignment<?> assignment) {
    return assignment.solver() == solver;
  }

  void present(Assignment<?> assignment, AccountCredentials account) {
    // Noted first: what was half presented must be cleaned up too.
    PendingChallenge<C> pending = adopt(assignment, account);
    try {
      solver.present(pending);
    } catch (IOException e) {
      throw failure("put in place", List.of(pending.identifier()), e);
    } catch (InterruptedException e) {
      throw new CancelledException("the presentation of a challenge response", e);
    }
  }

  /** Lets {@link #cleanUp} take away what may have been presented. */
  PendingChallenge<C> adopt(Assignment<?> assignment, AccountCredentials account) {
    C challenge = solver.challengeType().cast(assignment.challenge());
    PendingChallenge<C> pending =
        new PendingChallenge<>(
            assignment.authorization().identifier(),
            assignment.authorization().wildcard(),
            challenge,
            account.url(),
            account.key().thumbprint());
    presented.add(pending);
    return pending;
  }

  /** Lets {@link #cleanUp} take away what was presented to a challenge of its solver's type. */
  void adopt(PendingChallenge<?> pending) {
    presented.add(
        new PendingChallenge<>(
            pending.identifier(),
            pending.wildcard(),
            solver.challengeType().cast(pending.challenge()),
            pending.account(),
            pending.thumbprint()));
  }

  /** Waits until the responses can be seen from outside, if the solver can tell. */
  @SuppressWarnings("unchecked") // The interfaces are implemented for the solver's own type.
  void awaitVisible(Duration limit) {
    if (solver instanceof PropagationWait<?> wait) {
      try {
        ((PropagationWait<C>) wait).awaitVisible(List.copyOf(presented), limit);
      } catch (IOException e) {
        throw failure(
            "seen from outside", presented.stream().map(PendingChallenge::identifier).toList(), e);
      } catch (InterruptedException e) {
        throw new CancelledException("the wait for challenge responses to be visible", e);
      }
    }
  }

  /** Waits until the CA has asked for the responses, if the solver can tell. */
  @SuppressWarnings("unchecked") // As above.
  void awaitRequested(Duration limit) {
    if (solver instanceof ValidationWatch<?> watch) {
      try {
        ((ValidationWatch<C>) watch).awaitRequested(List.copyOf(presented), limit);
      } catch (InterruptedException e) {
        throw new CancelledException("the validation", e);
      }
    }
  }

  private static SolverException failure(
      String what, List<Identifier> identifiers, IOException cause) {
    return new SolverException(
        "The challenge response for %s could not be %s: %s."
            .formatted(identifiers, what, cause.getMessage()),
        "The CA was not told to look, so no failed validation is counted.",
        identifiers,
        cause);
  }

  /** Takes all responses away, the last one first. */
  void cleanUp(Progress progress) {
    for (int i = presented.size() - 1; i >= 0; i--) {
      PendingChallenge<C> pending = presented.get(i);
      try {
        solver.cleanUp(pending);
      } catch (IOException | RuntimeException e) {
        progress.report(
            new IssuanceEvent.CleanUpFailed(pending.identifier(), String.valueOf(e.getMessage())));
      }
    }
  }
}
