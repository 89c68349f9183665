package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class MutableClockTest {
  private static final Instant START = Instant.parse("2026-12-01T00:00:00Z");

  private final MutableClock clock = new MutableClock(START);

  @Test
  void standsStill() {
    assertThat(clock.instant()).isEqualTo(START);
    assertThat(clock.millis()).isEqualTo(START.toEpochMilli());
    assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
  }

  @Test
  void movesOnAndBack() {
    clock.advance(Duration.ofDays(60));
    clock.advance(Duration.ofDays(-1));

    assertThat(clock.instant()).isEqualTo("2027-01-29T00:00:00Z");
  }

  @Test
  void canBeSet() {
    clock.set(Instant.EPOCH);

    assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void takesItsViewsAlong() {
    Clock view = clock.withZone(ZoneId.of("Europe/Berlin"));
    clock.advance(Duration.ofHours(1));

    assertThat(ZonedDateTime.now(view).getHour()).isEqualTo(2);
    assertThat(clock).hasToString("MutableClock[2026-12-01T01:00:00Z, Z]");
  }
}
