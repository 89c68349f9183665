package dev.acmesdk.testing.ca;

/** A challenge is not fulfilled; the problem is what the client will read in it. */
final class ChallengeFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ChallengeFailure(ProblemKind kind, String detail) {
    super(detail);
    this.problem = Problem.of(kind, detail);
  }

  Problem problem() {
    return problem;
  }
}
