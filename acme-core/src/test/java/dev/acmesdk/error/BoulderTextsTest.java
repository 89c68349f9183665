package dev.acmesdk.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.protocol.Problem;
import dev.acmesdk.protocol.ProblemType;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What Boulder, the software of Let's Encrypt, says, and what its test server Pebble says. */
class BoulderTextsTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvFileSource(
      resources = "validation-texts.csv",
      delimiter = '|',
      quoteCharacter = '~',
      numLinesToSkip = 1)
  void validationTextsAreUnderstood(
      ProblemType type, String detail, DiagnosisKind kind, String action) {
    Diagnosis diagnosis = Diagnoses.ofValidation(Problem.of(type, detail), null);
    assertThat(diagnosis.kind()).isEqualTo(kind);
    assertThat(diagnosis.remedy()).contains(action);
    assertThat(diagnosis.isRemoteOnly()).isFalse();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvFileSource(
      resources = "validation-texts.csv",
      delimiter = '|',
      quoteCharacter = '~',
      numLinesToSkip = 1)
  void failuresFromAfarKeepTheirKindAndSaySo(
      ProblemType type, String detail, DiagnosisKind kind, String action) {
    Diagnosis diagnosis =
        Diagnoses.ofValidation(Problem.of(type, "During secondary validation: " + detail), null);
    assertThat(diagnosis.kind()).isEqualTo(kind);
    assertThat(diagnosis.isRemoteOnly()).isTrue();
    assertThat(diagnosis.cause()).contains("Only some of the CA's remote vantage points failed");
    assertThat(diagnosis.remedy()).contains(action, "lets some countries in", "name servers");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvFileSource(
      resources = "request-texts.csv",
      delimiter = '|',
      quoteCharacter = '~',
      numLinesToSkip = 1)
  void refusalsAreUnderstood(ProblemType type, String detail, DiagnosisKind kind, String action) {
    RejectedException e =
        new RejectedException("to place the order", Problem.of(type, detail), null);
    assertThat(e.diagnosis().kind()).isEqualTo(kind);
    assertThat(e.diagnosis().remedy()).contains(action);
    assertThat(e.remedy())
        .startsWith(e.diagnosis().cause() + " " + e.diagnosis().remedy() + " See https://");
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(
      resources = "limit-texts.csv",
      delimiter = '|',
      quoteCharacter = '~',
      numLinesToSkip = 1)
  void limitsAreUnderstood(
      String detail, DiagnosisKind kind, int number, long hours, String name, String action) {
    String text = detail + ", retry after 2026-01-01 00:18:15 UTC: see https://ca.example/limits";
    RateLimitedException e =
        new RateLimitedException(Problem.of(ProblemType.RATE_LIMITED, text), null, null);
    assertThat(e.limit().kind()).isEqualTo(kind);
    assertThat(e.limit().number()).isEqualTo(number);
    assertThat(e.limit().window()).hasHours(hours);
    assertThat(e.limit().subject().orElse(null)).isEqualTo(name);
    assertThat(e.retryAt().orElseThrow()).isEqualTo("2026-01-01T00:18:15Z");
    assertThat(e.isRetryable()).isTrue();
    assertThat(e.remedy()).contains(action, "Try again at 2026-01-01T00:18:15Z, not earlier.");
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "other-types.csv",
      delimiter = '|',
      quoteCharacter = '~',
      numLinesToSkip = 1)
  void typesThatAreNotRegisteredAreUnderstood(String type, DiagnosisKind kind) {
    Problem problem = new Problem(type, null, "words", 409, null, null, List.of(), List.of());
    assertThat(new RejectedException("x", problem, null).diagnosis().kind()).isEqualTo(kind);
  }
}
