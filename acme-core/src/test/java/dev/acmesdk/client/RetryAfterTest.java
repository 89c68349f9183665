package dev.acmesdk.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Retry-After (RFC 9110 section 10.2.3), as RFC 8555 section 6.6 and 8.2 use it. */
class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void countsSecondsFromTheAnswer() {
    assertThat(RetryAfter.moment("120", null, NOW)).isEqualTo(NOW.plusSeconds(120));
  }

  @Test
  void understandsADate() {
    assertThat(RetryAfter.moment("Tue, 24 Nov 2026 12:01:00 GMT", null, NOW))
        .isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void understandsADateByTheServersClock() {
    // The server is an hour ahead, and wants us back in a minute.
    assertThat(
            RetryAfter.moment(
                "Tue, 24 Nov 2026 13:01:00 GMT", "Tue, 24 Nov 2026 13:00:00 GMT", NOW))
        .isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void ignoresAnUnreadableDateOfTheServer() {
    assertThat(RetryAfter.moment("Tue, 24 Nov 2026 12:01:00 GMT", "yesterday", NOW))
        .isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void takesAPastDateAsNow() {
    assertThat(RetryAfter.moment("Mon, 23 Nov 2026 12:00:00 GMT", null, NOW)).isEqualTo(NOW);
  }

  @Test
  void toleratesWhiteSpace() {
    assertThat(RetryAfter.moment(" 5 ", null, NOW)).isEqualTo(NOW.plusSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-5", "soon", "1.5", "1000000000", "99999999999999999999999", "0x10", "٣"})
  void ignoresWhatNoServerMeans(String value) {
    assertThat(RetryAfter.moment(value, null, NOW)).isNull();
  }

  @Test
  void isNullWithoutHeader() {
    assertThat(RetryAfter.moment(null, null, NOW)).isNull();
  }

  @Test
  void acceptsALongWait() {
    assertThat(RetryAfter.moment("" + Duration.ofDays(30).toSeconds(), null, NOW))
        .isEqualTo(NOW.plus(Duration.ofDays(30)));
  }
}
