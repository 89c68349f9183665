package dev.acmesdk.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Problem;
import dev.acmesdk.protocol.ProblemType;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the CA says no to, or does wrong. */
class ServerSideErrorsTest {

  @Test
  void rfc8555Section6_7_rejectionSaysWhatTheCaSaid() {
    Problem problem = Samples.problem(ProblemType.CAA, "CAA forbids it", Samples.NAME);
    RejectedException e = new RejectedException("the order", problem, null);
    assertThat(e)
        .hasMessage(
            "The CA refused the order: caa: CAA forbids it (example.com). A CAA record of the name,"
                + " or of a domain above it, does not allow this CA. Allow the CA there with an"
                + " issue record (issuewild for wildcards; look at accounturi and validationmethods"
                + " too), or remove the records. See"
                + " https://acmesdk.dev/troubleshooting.html#caa-forbids.");
    assertThat(e.kind()).isEqualTo(ProblemType.CAA);
    assertThat(e.problem()).contains(problem);
    assertThat(e.identifiers()).containsExactly(Samples.NAME);
    assertThat(e.isRetryable()).isFalse();
    assertThat(e.retryAt()).isEmpty();
  }

  @Test
  void rfc8555Section6_7_1_rejectionNamesAllIdentifiers() {
    RejectedException e = new RejectedException("the order", Samples.compound(), null);
    assertThat(e.identifiers()).containsExactly(Samples.NAME, Samples.OTHER_NAME);
    assertThat(e.getMessage())
        .startsWith(
            "The CA refused the order: compound: Two names are wrong; caa: forbidden (example.com);"
                + " rejectedIdentifier: policy (www.example.com).");
  }

  @Test
  void rejectionMayPassByItself() {
    Problem internal = Problem.of(ProblemType.SERVER_INTERNAL, "oops");
    assertThat(new RejectedException("the order", internal, null).isRetryable()).isTrue();
    Problem other = Problem.of(ProblemType.OTHER, "wait");
    assertThat(new RejectedException("the order", other, null).isRetryable()).isFalse();
    RejectedException later = new RejectedException("the order", other, Samples.LATER);
    assertThat(later.isRetryable()).isTrue();
    assertThat(later.retryAt()).contains(Samples.LATER);
  }

  @Test
  void rfc8555Section6_6_rateLimitSaysWhenAndWhere() {
    RateLimitedException e =
        new RateLimitedException(
            Samples.problem(ProblemType.RATE_LIMITED, "too many", Samples.NAME),
            Samples.LATER,
            Samples.DIRECTORY);
    assertThat(e)
        .hasMessage(
            "The CA limits requests: rateLimited: too many (example.com). The CA's limit is"
                + " reached. Find out what asks so often, and test with the CA's staging server."
                + " See https://acmesdk.dev/troubleshooting.html#rate-limited. Try"
                + " again at 2026-03-01T12:00:00Z, not earlier. See https://ca.example/directory.");
    assertThat(e.isRetryable()).isTrue();
    assertThat(e.retryAt()).contains(Samples.LATER);
    assertThat(e.help()).contains(Samples.DIRECTORY);
    assertThat(e.identifiers()).containsExactly(Samples.NAME);
    assertThat(e.problem()).isPresent();
  }

  @Test
  void rateLimitWithoutAMomentNeedsAHuman() {
    RateLimitedException e =
        new RateLimitedException(Problem.of(ProblemType.RATE_LIMITED, "paused"), null, null);
    assertThat(e.isRetryable()).isFalse();
    assertThat(e.retryAt()).isEmpty();
    assertThat(e.help()).isEmpty();
    assertThat(e.identifiers()).isEmpty();
    assertThat(e.remedy())
        .endsWith(" The CA does not say when to try again: read its words before you do.");
  }

  @Test
  void validationFailureListsWhatTheCaSaw() {
    ValidationFailedException e = new ValidationFailedException(Samples.problems(), Samples.ORDER);
    assertThat(e.getMessage())
        .startsWith(
            "The CA could not validate www.example.com (dns: No such name (www.example.com)),"
                + " example.com (connection: Connection refused (example.com)). For"
                + " www.example.com: The CA could not find the name in DNS. Check that the name"
                + " exists in public DNS")
        .contains("For example.com: Nothing listens on that port");
    assertThat(e.problems()).isEqualTo(Samples.problems());
    assertThat(e.identifiers()).containsExactly(Samples.OTHER_NAME, Samples.NAME);
    assertThat(e.problem()).contains(Samples.problems().get(Samples.OTHER_NAME));
    assertThat(e.order()).isEqualTo(Samples.ORDER);
    assertThat(e.isRetryable()).isFalse();
  }

  @Test
  void validationFailureGivesEachAdviceOnce() {
    Problem refused = Problem.of(ProblemType.CONNECTION, "Connection refused");
    ValidationFailedException e =
        new ValidationFailedException(
            Map.of(Samples.NAME, refused, Samples.OTHER_NAME, refused), Samples.ORDER);
    assertThat(e.remedy().split("Nothing listens", -1)).hasSize(2);
  }

  @Test
  void validationFailureKeepsACopy() {
    Map<Identifier, Problem> problems = Samples.problems();
    ValidationFailedException e = new ValidationFailedException(problems, Samples.ORDER);
    problems.clear();
    assertThat(e.problems()).hasSize(2);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> e.problems().clear());
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> e.identifiers().clear());
  }

  @ParameterizedTest
  @CsvSource({"0,false", "200,false", "404,false", "499,false", "500,true", "503,true"})
  void protocolViolationIsRetryableIfTheServerHasTrouble(int status, boolean retryable) {
    ProtocolViolationException e =
        new ProtocolViolationException("It sent HTML.", "Check the URL.", status, null, null);
    assertThat(e.isRetryable()).isEqualTo(retryable);
    assertThat(e.status()).isEqualTo(status);
    assertThat(e.retryAt()).isEmpty();
  }

  @Test
  void protocolViolationKeepsItsCauseAndTime() {
    IOException cause = new IOException("parser");
    assertThat(new ProtocolViolationException("It lied.", "Check it.", cause))
        .hasMessage("It lied. Check it.")
        .hasCause(cause)
        .satisfies(e -> assertThat(e.status()).isZero());
    assertThat(
            new ProtocolViolationException("It lied.", "Check it.", 503, Samples.LATER, null)
                .retryAt())
        .contains(Samples.LATER);
  }

  @ParameterizedTest
  @CsvSource({"The end.,The end.", "The end,The end.", "Really?,Really?", "So: no!,So: no!"})
  void sentencesEndOnce(String detail, String end) {
    Problem problem = Problem.of(ProblemType.CAA, detail);
    assertThat(new RejectedException("the order", problem, null))
        .hasMessageStartingWith("The CA refused the order: caa: " + end + " A CAA record");
    assertThat(new RateLimitedException(problem, null, null))
        .hasMessageStartingWith("The CA limits requests: caa: " + end + " The CA's limit");
  }

  @Test
  void rejectionOfAServerInTroubleMayPass() {
    Problem unavailable =
        new Problem("about:blank", null, "x", 503, null, null, List.of(), List.of());
    assertThat(new RejectedException("the order", unavailable, null).isRetryable()).isTrue();
    Problem nonce = Problem.of(ProblemType.BAD_NONCE, "stale");
    assertThat(new RejectedException("the order", nonce, null).isRetryable()).isTrue();
  }

  @Test
  void rfc8555Section6_7_1_rateLimitNamesAllIdentifiers() {
    assertThat(new RateLimitedException(Samples.compound(), null, null).identifiers())
        .containsExactly(Samples.NAME, Samples.OTHER_NAME);
  }

  @Test
  void identifiersAreNamedOnce() {
    Problem twice =
        new Problem(
            ProblemType.COMPOUND.urn(),
            null,
            "x",
            400,
            null,
            Samples.NAME,
            List.of(Samples.problem(ProblemType.CAA, "x", Samples.NAME)),
            List.of());
    assertThat(new RejectedException("the order", twice, null).identifiers())
        .containsExactly(Samples.NAME);
  }

  @Test
  void validationFailureKeepsTheOrderOfTheProblems() {
    Map<Identifier, Problem> problems = manyProblems(30);
    ValidationFailedException e = new ValidationFailedException(problems, Samples.ORDER);
    assertThat(e.problems().keySet()).containsExactlyElementsOf(problems.keySet());
  }

  @Test
  void aHundredFailuresDoNotMakeAWallOfText() {
    ValidationFailedException failed =
        new ValidationFailedException(manyProblems(100), Samples.ORDER);
    assertThat(failed.getMessage())
        .contains("n0.example (dns: No such name (n0.example))", "n4.example", " and 95 more.")
        .doesNotContain("n5.example")
        .hasSizeLessThan(700);
    assertThat(failed.identifiers()).hasSize(100);

    Problem compound =
        new Problem(
            ProblemType.COMPOUND.urn(),
            null,
            "Many",
            400,
            null,
            null,
            List.copyOf(manyProblems(100).values()),
            List.of());
    RejectedException rejected = new RejectedException("the order", compound, null);
    assertThat(rejected.getMessage())
        .contains("(n0.example)", "(n4.example)", "; and 95 more.")
        .doesNotContain("n5.example")
        .hasSizeLessThan(700);
    assertThat(rejected.identifiers()).hasSize(100);
  }

  private static Map<Identifier, Problem> manyProblems(int count) {
    Map<Identifier, Problem> problems = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      Identifier name = Identifier.dns("n" + i + ".example");
      problems.put(name, Samples.problem(ProblemType.DNS, "No such name", name));
    }
    return problems;
  }

  @Test
  void textsFromServersStayInOneLine() {
    Problem problem = Problem.of(ProblemType.CAA, "a\nb\u001b[31m" + "x".repeat(5000));
    assertThat(new RejectedException("the order", problem, null).getMessage())
        .doesNotContainPattern("\\p{Cc}")
        .hasSizeLessThan(2500);
    assertThat(new RateLimitedException(problem, null, null).getMessage())
        .doesNotContainPattern("\\p{Cc}");
    assertThat(
            new ValidationFailedException(Map.of(Samples.NAME, problem), Samples.ORDER)
                .getMessage())
        .doesNotContainPattern("\\p{Cc}");
  }

  @Test
  void problemWithoutIdentifierConcernsTheRequest() {
    assertThat(
            new RejectedException("the order", Problem.of(ProblemType.CAA, "x"), null)
                .identifiers())
        .isEqualTo(List.of());
  }
}
