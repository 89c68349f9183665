package dev.acmesdk.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.protocol.Problem;
import dev.acmesdk.protocol.ProblemType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which limit was reached, and until when. */
class RateLimitTest {
  private static final String PAUSED =
      "Your account is temporarily prevented from requesting certificates for a.example and"
          + " possibly others. Please visit: ";

  private static RateLimitedException limited(String detail, Instant retryAfter) {
    return new RateLimitedException(Problem.of(ProblemType.RATE_LIMITED, detail), retryAfter, null);
  }

  @Test
  void rfc8555Section6_6_theHeaderCountsMoreThanTheWords() {
    String detail = "too many new orders (1), retry after 2026-01-01 00:18:15 UTC";
    assertThat(limited(detail, Samples.LATER).retryAt()).contains(Samples.LATER);
    assertThat(limited(detail, Samples.LATER).limit().endsAt()).contains(Samples.LATER);
  }

  @ParameterizedTest
  @CsvSource({
    "retry after 2026-01-01 00:18:15 UTC: see x,2026-01-01T00:18:15Z",
    "retry after 2023-10-12T18:54:27Z: see x,2023-10-12T18:54:27Z",
    "retry after 2026-13-01 00:18:15 UTC,",
    "retry after 2026-01-01 99:18:15 UTC,",
    "retry after tomorrow,",
    "retry after 2026-01-01 00:18:15 PST,"
  })
  void aMomentIsReadFromTheWords(String detail, Instant end) {
    assertThat(limited(detail, null).retryAt().orElse(null)).isEqualTo(end);
    assertThat(limited(detail, null).isRetryable()).isEqualTo(end != null);
  }

  @ParameterizedTest
  @CsvSource({
    "in the last 168h0m0s,PT168H",
    "in the last 168 hours,PT168H",
    "in the last 1 hour,PT1H",
    "in the last 1h30m5s,PT1H30M5S",
    "in the last 20m0s,PT20M",
    "in the last 15s,PT15S",
    "in the last 99999999999h,PT0S",
    "lately,PT0S"
  })
  void aWindowIsReadFromTheWords(String detail, Duration window) {
    assertThat(RateLimitText.window(detail)).isEqualTo(window);
  }

  @Test
  void aNumberThatIsTooLongIsNone() {
    assertThat(RateLimitText.number("too many things (99999999999999999999)")).isZero();
    assertThat(RateLimitText.number("too many things (999999999)")).isEqualTo(999_999_999);
  }

  @Test
  void anAccountThatIsPausedIsNeverTriedAgain() {
    RateLimitedException e =
        limited(
            PAUSED
                + "https://portal.example/sfe/v1/unpause?jwt=eyJh.bGci-O_i.J9 now, or retry"
                + " after 2026-01-01 00:18:15 UTC",
            Samples.LATER);
    assertThat(e.limit().kind()).isEqualTo(DiagnosisKind.ACCOUNT_PAUSED);
    assertThat(e.isRetryable()).isFalse();
    assertThat(e.retryAt()).isEmpty();
    assertThat(e.limit().endsAt()).isEmpty();
    assertThat(e.limit().diagnosis().page())
        .contains(URI.create("https://portal.example/sfe/v1/unpause?jwt=eyJh.bGci-O_i.J9"));
    assertThat(e.remedy())
        .contains("Trying again does not help", "visit https://portal.example/sfe/v1/unpause?jwt=")
        .doesNotContain("Try again at");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://portal.example/unpause",
        "ftp://portal.example/unpause",
        "https://",
        "https://...",
        "https:///unpause",
        "https://user:word@portal.example/unpause",
        "https://portal.example/%zz",
        "https://portal.ex\u0430mple/unpause"
      })
  void noDoubtfulPortalIsPassedOn(String portal) {
    RateLimitedException e = limited(PAUSED + portal, null);
    assertThat(e.limit().kind()).isEqualTo(DiagnosisKind.ACCOUNT_PAUSED);
    assertThat(e.limit().diagnosis().page()).isEmpty();
    String ofOthers = e.remedy().replace(e.limit().kind().address().toString(), "");
    assertThat(ofOthers).contains("self-service portal").doesNotContain("://");
  }

  @Test
  void aPortalThatWasCutOffIsNotPassedOn() {
    String portal = "https://portal.example/unpause?jwt=" + "x".repeat(3_000);
    assertThat(limited(PAUSED + portal, null).limit().diagnosis().page()).isEmpty();
    assertThat(limited(PAUSED + portal.substring(0, 1_500) + ".", null).limit().diagnosis().page())
        .contains(URI.create(portal.substring(0, 1_500)));
  }

  @Test
  void aLimitIsReadWhateverTheTypeOfTheProblem() {
    Problem problem = Problem.of(ProblemType.OTHER, "too many new orders (3) from this account");
    RateLimitedException e = new RateLimitedException(problem, null, null);
    assertThat(e.limit().kind()).isEqualTo(DiagnosisKind.RATE_LIMIT_NEW_ORDERS);
    assertThat(e.limit().number()).isEqualTo(3);
  }

  @Test
  void onlyAnHttpsPageIsPassedOnAsHelp() {
    URI script = URI.create("javascript:alert(1)");
    RateLimitedException e =
        new RateLimitedException(Problem.of(ProblemType.RATE_LIMITED, "x"), null, script);
    assertThat(e.remedy()).doesNotContain("javascript");
    assertThat(e.help()).contains(script);
  }
}
