package dev.acmesdk.testing.ca;

import java.util.List;

/** A request was refused; the problem says why. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient List<Header> headers;

  Refusal(Problem problem, Header... headers) {
    super(problem.detail());
    this.problem = problem;
    this.headers = List.of(headers);
  }

  static Refusal of(ProblemKind kind, String detail) {
    return new Refusal(Problem.of(kind, detail));
  }

  static Refusal malformed(String detail) {
    return of(ProblemKind.MALFORMED, detail);
  }

  static Refusal notFound(String what) {
    return new Refusal(
        Problem.of(ProblemKind.MALFORMED, "There is no such " + what).withStatus(404));
  }

  Answer answer() {
    Answer answer =
        Answer.json(problem.status(), problem.json()).as("application/problem+json; charset=utf-8");
    for (Header header : headers) {
      answer = answer.with(header.name(), header.value());
    }
    return answer;
  }
}
