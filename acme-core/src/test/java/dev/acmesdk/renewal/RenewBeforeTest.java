package dev.acmesdk.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenewBeforeTest {
  @ParameterizedTest
  @CsvSource({
    "30 days, P30D",
    "30, P30D",
    "' 8 hours ', PT8H",
    "1 hour, PT1H",
    "3 weeks 2 days, P23D",
    "'2 days, 6 hours and 5 minutes', P2DT6H5M",
    "90m, PT90M",
    "10s, PT10S",
    "2 months, P60D",
    "1 YEAR, P365D",
    "36hrs, PT36H",
  })
  void amountsInEnglishAreUnderstood(String text, Duration amount) {
    assertThat(RenewBefore.parse(text)).contains(amount);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "soon",
        "30 fortnights",
        "-3 days",
        "0 days",
        "days",
        "1 day before",
        "9999999999"
      })
  void anythingElseIsNot(String text) {
    assertThat(RenewBefore.parse(text)).isEmpty();
  }

  @Test
  void veryLongTextsTakeNoTime() {
    assertThat(RenewBefore.parse("1 day, ".repeat(10_000))).isPresent();
  }
}
