package dev.acmesdk.client;

import static dev.acmesdk.fuzz.Harmless.require;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.RateLimitedException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.ValidationFailedException;
import dev.acmesdk.fuzz.Harmless;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Problem;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import okhttp3.Headers;

/** Problem documents: whatever is in them, there is an exception that can be shown and logged. */
class ProblemsFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final URI URL = URI.create("https://ca.example/acme/new-order");
  private static final Headers HEADERS =
      Headers.of(
          "Content-Type",
          "application/problem+json",
          "Retry-After",
          "60",
          "Link",
          "<https://ca.example/terms>;rel=\"terms-of-service\"");

  /** One problem with its first five subproblems, each with type, text and identifier. */
  private static final int LONGEST_PROBLEM = 6 * 3 * 2_010;

  @FuzzTest
  void problem(byte[] body) {
    HttpReply reply = new HttpReply(URL, 403, HEADERS, new String(body, UTF_8), NOW);
    AcmeException failure = Answers.failure("to place the order", reply);
    Harmless.messages(failure);
    Harmless.shown(failure.remedy(), Harmless.LONGEST_MESSAGE);
    failure.identifiers().forEach(identifier -> Harmless.shown(identifier, 2_010));
    Problem problem = Answers.problem(reply);
    if (problem != null) {
      check(problem);
    }
  }

  private static void check(Problem problem) {
    ValidationFailedException failed =
        new ValidationFailedException(Map.of(new Identifier.Dns("example.com"), problem), URL);
    Harmless.messages(failed);
    Harmless.shown(failed.diagnoses(), 50_000);
    RejectedException rejected = new RejectedException("the order", problem, null);
    Harmless.shown(rejected.diagnosis(), 50_000);
    Harmless.shown(rejected.rejections(), HttpTransport.MAX_BODY);
    Harmless.shown(new RateLimitedException(problem, null, null).limit(), 50_000);
    Harmless.shown(problem, LONGEST_PROBLEM);
    Harmless.shown(problem.text(), 2_010);
    Harmless.shown(problem.algorithms(), HttpTransport.MAX_BODY);
    require(problem.subproblems().size() <= 200, "many subproblems", problem.kind());
    require(again(problem).equals(problem), "changes when it is cleaned again", problem);
  }

  private static Problem again(Problem problem) {
    return new Problem(
        problem.type(),
        problem.title(),
        problem.detail(),
        problem.status(),
        problem.instance(),
        problem.identifier(),
        problem.subproblems(),
        problem.algorithms());
  }
}
