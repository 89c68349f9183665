package dev.acmesdk.testing.ca;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether there is but one answer to everything. Safe for several threads. */
final class Outage {
  private static final String DOWN =
      "The service is down for maintenance or had an internal error. Check"
          + " https://letsencrypt.status.io/ for more details.";

  private volatile @Nullable Answer answer;

  void unavailable() {
    answer = answer(503);
  }

  void unavailable(Duration retryAfter) {
    answer = answer(503).retryAfter(retryAfter);
  }

  void internalErrors() {
    answer = answer(500);
  }

  private static Answer answer(int status) {
    return new Refusal(Problem.of(ProblemKind.SERVER_INTERNAL, DOWN).withStatus(status)).answer();
  }

  void end() {
    answer = null;
  }

  /** As a load balancer gives it: it knows of no nonces and no links. */
  Optional<Answer> answer() {
    return Optional.ofNullable(answer);
  }
}
