package dev.acmesdk.testing.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BucketTest {
  private static final Instant NOW = Instant.parse("2031-01-01T00:00:00Z");
  private final Bucket bucket = new Bucket(new Limit(2, Duration.ofMinutes(10)));

  @Test
  void isEmptyWhenAllIsTaken() {
    bucket.take("a", NOW);
    assertThat(bucket.emptyUntil("a", NOW)).isEmpty();
    bucket.take("a", NOW);

    assertThat(bucket.emptyUntil("a", NOW)).contains(NOW.plusSeconds(300));
    assertThat(bucket.emptyUntil("b", NOW)).isEmpty();
  }

  @Test
  void fillsUpOneByOne() {
    bucket.take("a", NOW);
    bucket.take("a", NOW);
    Instant later = NOW.plusSeconds(300);
    assertThat(bucket.emptyUntil("a", later)).isEmpty();
    bucket.take("a", later);

    assertThat(bucket.emptyUntil("a", later)).contains(later.plusSeconds(300));
  }

  @Test
  void isNeverInDebt() {
    for (int i = 0; i < 9; i++) {
      bucket.take("a", NOW);
    }

    assertThat(bucket.emptyUntil("a", NOW)).contains(NOW.plusSeconds(300));
  }

  @Test
  void writesTimesAsGoDoes() {
    assertThat(new Limit(1, Duration.ofDays(7)).span()).isEqualTo("168h0m0s");
    assertThat(new Limit(1, Duration.ofSeconds(3723)).span()).isEqualTo("1h2m3s");
  }
}
