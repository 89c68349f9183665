package dev.acmesdk.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nonces (RFC 8555 section 6.5). */
@Timeout(30)
class NoncePoolTest {
  private static String noneNeeded() {
    throw new AssertionError("A fresh nonce was asked for");
  }

  private final FakeClock clock = new FakeClock(Instant.EPOCH);
  private final NoncePool pool = new NoncePool(clock);

  /** As after so many requests side by side, each of whose answers brought a nonce. */
  private void fill(String... nonces) {
    for (int i = 0; i < nonces.length; i++) {
      takeUnchecked(() -> "fresh");
      pool.settle(null);
    }
    for (String nonce : nonces) {
      pool.settle(nonce);
    }
  }

  @Test
  void fetchesWhenEmpty() throws Exception {
    assertThat(pool.take(() -> "fresh")).isEqualTo("fresh");
  }

  @Test
  void handsOutWhatAnAnswerBrought() throws Exception {
    pool.take(() -> "first");
    pool.settle("second");
    assertThat(pool.take(NoncePoolTest::noneNeeded)).isEqualTo("second");
  }

  @Test
  void handsEachOutOnce() throws Exception {
    pool.take(() -> "a");
    pool.settle("b");
    assertThat(pool.take(NoncePoolTest::noneNeeded)).isEqualTo("b");
    pool.settle(null);
    assertThat(pool.take(() -> "c")).isEqualTo("c");
  }

  @Test
  void handsOutTheNewestFirst() throws Exception {
    fill("old", "new");
    assertThat(pool.take(NoncePoolTest::noneNeeded)).isEqualTo("new");
  }

  @Test
  void dropsOldOnes() throws Exception {
    fill("old");
    clock.advance(Duration.ofMinutes(6));
    assertThat(pool.take(() -> "fresh")).isEqualTo("fresh");
  }

  @Test
  void keepsNoMoreThanItCanUse() throws Exception {
    fill(IntStream.range(0, 40).mapToObj(i -> "n" + i).toArray(String[]::new));
    for (int i = 39; i >= 24; i--) {
      assertThat(pool.take(NoncePoolTest::noneNeeded)).isEqualTo("n" + i);
      pool.settle(null);
    }
    assertThat(pool.take(() -> "fresh")).isEqualTo("fresh");
  }

  @Test
  void forgetsAllWhenToldTo() throws Exception {
    fill("a", "b");
    pool.clear();
    assertThat(pool.take(() -> "fresh")).isEqualTo("fresh");
  }

  @Test
  void waitsForAnAnswerUnderWay() throws Exception {
    String first = pool.take(() -> "first");
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      CountDownLatch started = new CountDownLatch(1);
      Future<String> second =
          thread.submit(
              () -> {
                started.countDown();
                return pool.take(() -> "fetched after patience");
              });
      started.await();
      pool.settle("from the answer to " + first);
      assertThat(second.get()).isIn("from the answer to first", "fetched after patience");
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void losesPatienceWithASlowServer() throws Exception {
    pool.take(() -> "under way, and not coming back soon");
    assertThat(pool.take(() -> "fresh")).isEqualTo("fresh");
  }

  @Test
  void goesOnAfterAFailedFetch() {
    assertThatThrownBy(
            () ->
                pool.take(
                    () -> {
                      throw new IllegalStateException("no network");
                    }))
        .hasMessage("no network");
    assertThat(takeUnchecked(() -> "fresh")).isEqualTo("fresh");
  }

  @Test
  void canBeInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> pool.take(() -> "fresh")).isInstanceOf(InterruptedException.class);
  }

  @Test
  void rfc8555Section6_5_noNonceIsUsedTwiceByManyThreads() throws Exception {
    AtomicInteger counter = new AtomicInteger();
    Set<String> used = new HashSet<>();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<List<String>> work =
          () ->
              IntStream.range(0, 500)
                  .mapToObj(
                      i -> {
                        String nonce = takeUnchecked(() -> "n" + counter.incrementAndGet());
                        pool.settle("n" + counter.incrementAndGet());
                        return nonce;
                      })
                  .toList();
      for (Future<List<String>> future :
          threads.invokeAll(List.of(work, work, work, work, work, work, work, work))) {
        assertThat(used).doesNotContainAnyElementsOf(future.get());
        used.addAll(future.get());
      }
      assertThat(used).hasSize(8 * 500);
    } finally {
      threads.shutdownNow();
      assertThat(threads.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  private String takeUnchecked(Supplier<String> fresh) {
    try {
      return pool.take(fresh);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
