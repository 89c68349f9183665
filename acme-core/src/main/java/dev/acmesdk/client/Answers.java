package dev.acmesdk.client;

import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.error.RateLimitedException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.TermsNotAgreedException;
import dev.acmesdk.protocol.Problem;
import dev.acmesdk.protocol.ProblemType;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From a server's refusal to the exception that says it best. */
final class Answers {
  private static final int TOO_MANY_REQUESTS = 429;

  private Answers() {}

  /** The problem document in an error answer, or {@code null} if there is none. */
  static @Nullable Problem problem(HttpReply reply) {
    if (reply.isSuccess() || !isJson(reply)) {
      return null;
    }
    try {
      return Problems.read(Resources.reader(reply, "problem"));
    } catch (ProtocolViolationException e) {
      // It claims to be JSON but is not: the status alone must do.
      return null;
    }
  }

  private static boolean isJson(HttpReply reply) {
    return reply.mediaType().equals(MediaTypes.PROBLEM_JSON)
        || reply.mediaType().equals(MediaTypes.JSON);
  }

  static boolean isProblem(HttpReply reply, ProblemType kind) {
    Problem problem = problem(reply);
    return problem != null && problem.kind() == kind;
  }

  /**
   * The exception for an error answer.
   *
   * @param action what was to be done, as in "to place the order"
   */
  static AcmeException failure(String action, HttpReply reply) {
    Problem problem = problem(reply);
    if (problem == null) {
      return withoutProblem(action, reply);
    }
    Instant retryAt = reply.retryAfter();
    if (problem.kind() == ProblemType.RATE_LIMITED || reply.status() == TOO_MANY_REQUESTS) {
      return new RateLimitedException(problem, retryAt, reply.link("help"));
    }
    URI terms = reply.link("terms-of-service");
    if (problem.kind() == ProblemType.USER_ACTION_REQUIRED && terms != null) {
      return new TermsNotAgreedException(terms, problem);
    }
    return new RejectedException(action, problem, retryAt);
  }

  private static AcmeException withoutProblem(String action, HttpReply reply) {
    Instant retryAt = reply.retryAfter();
    if (reply.status() == TOO_MANY_REQUESTS) {
      return new RateLimitedException(
          new Problem(
              ProblemType.RATE_LIMITED.urn(),
              null,
              "HTTP status 429 without explanation",
              reply.status(),
              null,
              null,
              List.of(),
              List.of()),
          retryAt,
          reply.link("help"));
    }
    return new ProtocolViolationException(
        "%s answered %s with HTTP status %d and no ACME problem document."
            .formatted(reply.url(), action, reply.status()),
        remedy(reply, retryAt),
        reply.status(),
        retryAt,
        null);
  }

  private static String remedy(HttpReply reply, @Nullable Instant retryAt) {
    if (reply.status() >= 500) {
      return retryAt == null
          ? "The CA has trouble of its own: try again later."
          : "The CA has trouble of its own: try again at " + retryAt + ".";
    }
    if (reply.status() / 100 == 3) {
      return "ACME requests cannot be redirected: use the URL that it redirects to as directory URL.";
    }
    return "Check that the directory URL is that of an ACME server, and that no proxy answers in its place.";
  }
}
