package dev.acmesdk.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.DeadlineExceededException;
import dev.acmesdk.protocol.Order;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Polling (RFC 8555 section 7.4 and 7.5.1). */
class PollingTest {
  private static final URI URL = URI.create("https://ca.example/order/1");
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private Duration roundTrip = Duration.ZERO;
  private final FakeClock clock = new FakeClock(NOW);
  private final Polling polling = new Polling(clock, clock, new Random(7), () -> roundTrip);
  private final Deque<Order> answers = new ArrayDeque<>();

  private static Order order(Order.Status status, @Nullable Instant retryAfter) {
    return new Order(
        URL,
        status,
        null,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        List.of(),
        URL,
        null,
        retryAfter);
  }

  private Order poll(Order first, Duration limit) {
    return polling.until(
        first,
        order -> order.status() == Order.Status.PENDING,
        url -> answers.size() > 1 ? answers.remove() : answers.element(),
        Duration.ZERO,
        limit,
        Polling.Step.VALIDATION);
  }

  @Test
  void asksNothingWhenAllIsDone() {
    Order ready = order(Order.Status.READY, null);
    assertThat(poll(ready, Duration.ofMinutes(1))).isSameAs(ready);
    assertThat(clock.waits()).isEmpty();
  }

  @Test
  void waitsLongerAndLongerWithJitter() {
    for (int i = 0; i < 9; i++) {
      answers.add(order(Order.Status.PENDING, null));
    }
    answers.add(order(Order.Status.READY, null));
    poll(order(Order.Status.PENDING, null), Duration.ofMinutes(5));
    assertThat(clock.waits()).hasSize(10);
    long nominal = 10;
    for (Duration wait : clock.waits()) {
      assertThat(wait.toMillis()).isBetween(nominal, nominal * 5 / 4);
      nominal = Math.min(nominal * 2, 5_000);
    }
  }

  @Test
  void beginsWithAFewRoundTrips() {
    roundTrip = Duration.ofMillis(40);
    answers.add(order(Order.Status.READY, null));
    poll(order(Order.Status.PENDING, null), Duration.ofMinutes(1));
    assertThat(clock.waits())
        .singleElement()
        .satisfies(
            wait -> assertThat(wait).isBetween(Duration.ofMillis(120), Duration.ofMillis(150)));
  }

  @Test
  void beginsBeforeAServerThatHardlyAnswersHasDoneAFewRoundTrips() {
    roundTrip = Duration.ofSeconds(20);
    answers.add(order(Order.Status.READY, null));
    poll(order(Order.Status.PENDING, null), Duration.ofMinutes(1));
    assertThat(clock.waits())
        .singleElement()
        .satisfies(wait -> assertThat(wait).isLessThan(Duration.ofMillis(626)));
  }

  /** Waits from a server that takes a while for each order. */
  private List<Duration> waits(int orders, Duration work) {
    List<Duration> asked = new ArrayList<>();
    for (int i = 0; i < orders; i++) {
      Instant done = clock.instant().plus(work);
      int before = clock.waits().size();
      polling.until(
          order(Order.Status.PENDING, null),
          order -> order.status() == Order.Status.PENDING,
          url ->
              order(
                  clock.instant().isBefore(done) ? Order.Status.PENDING : Order.Status.READY, null),
          Duration.ZERO,
          Duration.ofMinutes(1),
          Polling.Step.VALIDATION);
      asked.addAll(clock.waits().subList(before, clock.waits().size()));
    }
    return asked;
  }

  @Test
  void beginsEarlierAndEarlierWithAServerThatIsAlwaysDoneByThen() {
    List<Duration> waits = waits(20, Duration.ofNanos(1));
    assertThat(waits).hasSize(20);
    assertThat(waits.get(0)).isGreaterThanOrEqualTo(Duration.ofMillis(10));
    assertThat(waits.get(19)).isLessThan(Duration.ofMillis(1));
  }

  @Test
  void neverBeginsBeforeThereCanBeNewsHoweverFastTheServerIs() {
    roundTrip = Duration.ofMillis(5);
    assertThat(waits(50, Duration.ofNanos(1)))
        .hasSize(50)
        .allMatch(wait -> wait.compareTo(roundTrip) >= 0)
        .last()
        .satisfies(wait -> assertThat(wait).isLessThan(Duration.ofMillis(7)));
  }

  @Test
  void asksAServerThatIsNotDoneByThenHardlyMoreOften() {
    assertThat(waits(100, Duration.ofMillis(5))).hasSizeLessThan(140);
    assertThat(waits(100, Duration.ofMillis(5)).stream().mapToLong(Duration::toMillis).sum())
        .isLessThan(900);
  }

  @Test
  void asksASlowServerNoEarlierThanForTheFirstTime() {
    assertThat(waits(10, Duration.ofSeconds(2)))
        .hasSize(80)
        .allMatch(wait -> wait.compareTo(Duration.ofMillis(10)) >= 0);
  }

  @Test
  void whatTheServerSaysIsNotTakenForItsPace() {
    for (int i = 0; i < 5; i++) {
      answers.add(order(Order.Status.READY, null));
      poll(order(Order.Status.PENDING, clock.instant().plusMillis(1)), Duration.ofMinutes(1));
      answers.clear();
    }
    assertThat(waits(1, Duration.ofNanos(1)).get(0)).isGreaterThanOrEqualTo(Duration.ofMillis(10));
  }

  @Test
  void rfc8555Section7_4_waitsAsLongAsTheServerSays() {
    answers.add(order(Order.Status.PENDING, NOW.plusSeconds(10)));
    answers.add(order(Order.Status.VALID, null));
    poll(order(Order.Status.PENDING, NOW.plusSeconds(3)), Duration.ofMinutes(1));
    assertThat(clock.waits()).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(7));
  }

  @Test
  void takesAPastMomentAsNoWord() {
    answers.add(order(Order.Status.VALID, null));
    poll(order(Order.Status.PENDING, NOW.minusSeconds(3)), Duration.ofMinutes(1));
    assertThat(clock.waits())
        .singleElement()
        .satisfies(w -> assertThat(w).isLessThan(Duration.ofMillis(70)));
  }

  @Test
  void tellsAtOnceThatTheServerWantsMoreTimeThanThereIs() {
    Instant later = NOW.plus(Duration.ofHours(1));
    assertThatThrownBy(() -> poll(order(Order.Status.PENDING, later), Duration.ofMinutes(1)))
        .isInstanceOfSatisfying(
            DeadlineExceededException.class,
            e -> {
              assertThat(e.retryAt()).contains(later);
              assertThat(e.order()).contains(URL);
              assertThat(e.isRetryable()).isTrue();
            });
    assertThat(clock.waits()).isEmpty();
  }

  @Test
  void endsAtTheLimit() {
    answers.add(order(Order.Status.PENDING, null));
    assertThatThrownBy(() -> poll(order(Order.Status.PENDING, null), Duration.ofSeconds(20)))
        .isInstanceOf(DeadlineExceededException.class)
        .hasMessageContaining("the validation");
    assertThat(clock.instant()).isBeforeOrEqualTo(NOW.plusSeconds(20));
  }

  @Test
  void anInterruptionEndsTheWait() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> poll(order(Order.Status.PENDING, null), Duration.ofMinutes(1)))
        .isInstanceOf(CancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void theRealPauseLetsTimePass() throws InterruptedException {
    long start = System.nanoTime();
    Pause.REAL.sleep(Duration.ofMillis(20));
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000);
  }
}
