package dev.acmesdk.issuance;

import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Authorization;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All challenges of one order: each authorization gets a solver, all responses are put in place,
 * all are waited for, and in the end all are taken away, whatever happened in between.
 */
final class ChallengeRound implements AutoCloseable {
  private final List<Assignment<?>> assignments;
  private final AccountCredentials account;
  private final Progress progress;
  private final List<SolverRun<?>> runs = new ArrayList<>();

  ChallengeRound(
      Solvers solvers,
      List<Authorization> authorizations,
      AccountCredentials account,
      Progress progress) {
    List<Assignment<?>> all = new ArrayList<>();
    authorizations.forEach(authorization -> all.add(solvers.assign(authorization)));
    this.assignments = List.copyOf(all);
    this.account = account;
    this.progress = progress;
  }

  /** Takes away what another process has put in place, as far as there is a solver for it. */
  static void cleanUpLeftovers(
      Solvers solvers,
      List<Authorization> authorizations,
      AccountCredentials account,
      Progress progress) {
    for (Authorization authorization : authorizations) {
      Optional<Assignment<?>> assignment = solvers.find(authorization);
      if (assignment.isPresent()) {
        SolverRun<?> run = newRun(assignment.get().solver());
        run.adopt(assignment.get(), account);
        run.cleanUp(progress);
      }
    }
  }

  /** All to which there will be responses. */
  List<PendingChallenge<?>> pending() {
    return assignments.stream()
        .<PendingChallenge<?>>map(
            assignment ->
                new PendingChallenge<>(
                    assignment.authorization().identifier(),
                    assignment.authorization().wildcard(),
                    assignment.challenge(),
                    account.url(),
                    account.key().thumbprint()))
        .toList();
  }

  /** Takes responses away that nobody knows any more where they came from. */
  static void takeAway(
      Solvers solvers, List<? extends PendingChallenge<?>> left, Progress progress) {
    for (PendingChallenge<?> pending : left) {
      solvers
          .of(pending.challenge())
          .map(ChallengeRound::newRun)
          .ifPresent(
              run -> {
                run.adopt(pending);
                run.cleanUp(progress);
              });
    }
  }

  void present() {
    for (Assignment<?> assignment : assignments) {
      run(assignment).present(assignment, account);
      progress.report(
          new IssuanceEvent.ChallengePresented(
              assignment.authorization().orderedIdentifier(), assignment.challenge().type()));
    }
  }

  private SolverRun<?> run(Assignment<?> assignment) {
    for (SolverRun<?> run : runs) {
      if (run.isFor(assignment)) {
        return run;
      }
    }
    SolverRun<?> run = newRun(assignment.solver());
    runs.add(run);
    return run;
  }

  private static <C extends Challenge> SolverRun<C> newRun(ChallengeSolver<C> solver) {
    return new SolverRun<>(solver);
  }

  void awaitVisible(Duration limit) {
    runs.forEach(run -> run.awaitVisible(limit));
  }

  void awaitRequested(Duration limit) {
    runs.forEach(run -> run.awaitRequested(limit));
  }

  /** All, but for those that the CA was told of before: it does not want to hear it again. */
  List<Challenge> unanswered() {
    List<Challenge> challenges = new ArrayList<>();
    assignments.forEach(assignment -> challenges.add(assignment.challenge()));
    challenges.removeIf(challenge -> challenge.status() == Challenge.Status.PROCESSING);
    return challenges;
  }

  List<Identifier> identifiers() {
    return assignments.stream()
        .map(assignment -> assignment.authorization().orderedIdentifier())
        .toList();
  }

  /** Cleans up in reverse. An interruption must not keep anything in place, so it waits. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    for (int i = runs.size() - 1; i >= 0; i--) {
      runs.get(i).cleanUp(progress);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
