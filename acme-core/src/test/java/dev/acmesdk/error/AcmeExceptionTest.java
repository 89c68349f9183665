package dev.acmesdk.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the whole family. */
class AcmeExceptionTest {

  static Stream<AcmeException> samples() {
    return Samples.all();
  }

  @Test
  void samplesAreOfEveryKindThatThereIs() {
    assertThat(
            Stream.concat(Samples.all().map(Object::getClass), Stream.of(CancelledException.class)))
        .containsAll(Arrays.asList(AcmeException.class.getPermittedSubclasses()));
  }

  @Test
  void allKindsAreFinal() {
    assertThat(AcmeException.class.getPermittedSubclasses())
        .allMatch(kind -> Modifier.isFinal(kind.getModifiers()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void saysWhatFailedAndWhatToDoInOneReadableLine(AcmeException e) {
    assertThat(e.remedy()).isNotBlank().endsWith(".");
    assertThat(e.getMessage())
        .endsWith(" " + e.remedy())
        .hasSizeGreaterThan(e.remedy().length() + 10)
        .hasSizeLessThan(700)
        .doesNotContain("\n", "null", "..", "  ", "Optional[", "{")
        .matches("[A-Z\\d].*");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void accessorsNeverGiveNull(AcmeException e) {
    assertThat(e.identifiers()).isNotNull();
    assertThat(e.problem()).isNotNull();
    assertThat(e.retryAt()).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatTellsWhenToTryAgainIsRetryable(AcmeException e) {
    if (e.retryAt().isPresent()) {
      assertThat(e.isRetryable()).isTrue();
      assertThat(e.getMessage() + e.retryAt()).contains("2026-03-01T12:00:00Z");
    }
  }

  @Test
  void keepsAMessageOnOnePage() {
    AcmeException e =
        new ProtocolViolationException("a".repeat(1_000_000), "b".repeat(1_000_000), null);
    assertThat(e.getMessage()).hasSize(2 * 4_001 + 1).contains("a… b").endsWith("b…");
  }

  @Test
  void cleansTheWordsOfACause() {
    Exception cause =
        new java.io.IOException(
            "HTTP\u001b[2J\r\n", new IllegalStateException("y".repeat(2_000) + "\u202e"));
    Throwable shown = new ProtocolViolationException("It failed.", "Wait.", cause).getCause();
    assertThat(shown).hasMessage("java.io.IOException: HTTP [2J");
    assertThat(shown.getStackTrace()).isEqualTo(cause.getStackTrace());
    assertThat(shown.getCause().getMessage()).startsWith("java.lang.IllegalSt").hasSize(1_001);
  }

  @Test
  void keepsACauseThatIsClean() {
    Exception cause = new java.io.IOException("closed", new IllegalStateException());
    assertThat(new ProtocolViolationException("It failed.", "Wait.", cause)).hasCause(cause);
  }
}
