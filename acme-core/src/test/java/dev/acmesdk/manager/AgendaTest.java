package dev.acmesdk.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AgendaTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  private final ManagedWorld all = new ManagedWorld();
  private final Time time = new Time(Clock.systemUTC(), System::nanoTime);
  private final Agenda agenda = new Agenda();
  private final Entry entry =
      new Entry(all.target(all.ca.route(all.store, ManagedWorld.NINETY_DAYS)), List.of());

  @BeforeEach
  void haveItInWork() {
    agenda.add(entry);
  }

  private Wish wish() {
    Wish wish = new Wish(new CompletableFuture<>(), true, Long.MIN_VALUE);
    agenda.wish(entry, wish);
    return wish;
  }

  @Test
  void aWishForALineageThatWaitsElsewhereIsNotWaitedOut() throws InterruptedException {
    wish();
    agenda.await(LONG, time);
    assertThat(agenda.isWished(entry)).isTrue();
    assertThat(agenda.takeWishes(entry)).hasSize(1);
    assertThat(agenda.isWished(entry)).isFalse();
  }

  @Test
  void itEndsAWaitThatHasBegun() throws InterruptedException {
    Thread waiting =
        new Thread(
            () -> {
              try {
                agenda.await(LONG, time);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    waiting.start();
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    wish();
    waiting.join();
    assertThat(waiting.isInterrupted()).isFalse();
  }

  @Test
  void itMakesItTheTurnOfALineageThatWaitsHere() throws InterruptedException {
    agenda.putBack(entry, time.tick() + LONG.toNanos());
    assertThat(agenda.takeDue(time.tick())).isNull();
    wish();
    agenda.await(LONG, time);
    assertThat(agenda.takeDue(time.tick())).isSameAs(entry);
  }

  @Test
  void aPatientWishMakesNothingDue() {
    agenda.wishPatiently(entry, new Wish(new CompletableFuture<>(), false, Long.MAX_VALUE));
    agenda.putBack(entry, time.tick() + LONG.toNanos());
    assertThat(agenda.takeDue(time.tick())).isNull();
    assertThat(agenda.isWished(entry)).isFalse();
    assertThat(agenda.isWaitedFor(entry)).isTrue();
    assertThat(agenda.takeWishes(entry)).hasSize(1);
  }

  @Test
  void whatIsNotManagedAnyMoreIsNotWaitedFor() {
    agenda.remove(entry);
    assertThat(wish().outcome()).isCancelled();
    Wish patient = new Wish(new CompletableFuture<>(), false, Long.MAX_VALUE);
    agenda.wishPatiently(entry, patient);
    assertThat(patient.outcome()).isCancelled();
  }
}
