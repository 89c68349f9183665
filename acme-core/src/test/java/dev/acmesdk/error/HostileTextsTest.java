package dev.acmesdk.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Problem;
import dev.acmesdk.protocol.ProblemType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A CA, or who poses as one, may say anything: at once, bounded, and on one line all the same. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileTextsTest {
  private static final int MIB = 1 << 20;

  /** Those with the most rules, and those with ways of their own. */
  private static final Set<ProblemType> TYPES =
      Set.of(
          ProblemType.UNAUTHORIZED,
          ProblemType.RATE_LIMITED,
          ProblemType.COMPOUND,
          ProblemType.OTHER);

  static Stream<String> texts() {
    return Stream.of(
            "too many ",
            "too many a (",
            "in the last 1",
            " for \"",
            " for \"x",
            "retry after 2026-01-01 00:00:00.1",
            "https://",
            "https://a.",
            "Cannot issue for \"",
            "x://",
            " ",
            "1",
            "(",
            "\"",
            "\u001b[2J\r\n",
            "\u202e\u2028\ud800",
            "\u0130",
            "dns problem: ",
            "invalid response from ",
            "During secondary validation: ")
        .map(piece -> piece.repeat(MIB / piece.length()));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aMebibyteIsDiagnosedAtOnceAndShownInBounds(String text) {
    for (ProblemType type : TYPES) {
      Problem problem = Samples.problem(type, text, new Identifier.Dns(text));
      Stream.of(
              new RejectedException("x", problem, null),
              new RejectedException("x", Samples.withParts(type, text, problem, problem), null),
              new RateLimitedException(problem, null, null),
              new ValidationFailedException(Map.of(Samples.NAME, problem), Samples.ORDER))
          .forEach(HostileTextsTest::assertReadable);
    }
  }

  private static void assertReadable(AcmeException e) {
    assertThat(e.getMessage()).hasSizeLessThan(20_000).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
    assertThat(e.remedy()).hasSizeLessThan(1_500).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
  }

  /** The patterns alone, without the bounds of {@link Problem} that protect them. */
  @ParameterizedTest
  @MethodSource("texts")
  void patternsLookAtEachCharacterAFewTimesOnly(String text) {
    assertThat(RateLimitText.number(text)).isZero();
    assertThat(RateLimitText.window(text).isNegative()).isFalse();
    assertThat(RateLimitText.end(text)).isNull();
    assertThat(RateLimitText.name(text))
        .satisfiesAnyOf(
            name -> assertThat(name).isNull(), name -> assertThat(name).hasSizeLessThan(256));
    assertThat(Shown.link(text)).isNull();
    assertThat(Shown.line(text)).doesNotContainPattern("\\p{Cc}");
    for (ProblemType type : TYPES) {
      assertThat(Rules.byWords(type, text)).isNotEqualTo(Optional.of(DiagnosisKind.TXT_WRONG));
    }
  }
}
