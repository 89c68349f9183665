package dev.acmesdk.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nonces (RFC 8555 section 6.5). */
@Timeout(30)
class NoncePoolTest {
  private static String noneNeeded() {
    throw new AssertionError("A fresh nonce was asked for");
  }

  private Duration latency = Duration.ofMillis(2);
  private final FakeClock clock = new FakeClock(Instant.EPOCH);
  private final NoncePool pool = new NoncePool(clock);

  /** As after so many requests side by side, each of whose answers brought a nonce. */
  private void fill(String... nonces) {
    latency = Duration.ofSeconds(1);
    take();
    settle(null);
    for (int i = 0; i < nonces.length; i++) {
      take();
    }
    for (String nonce : nonces) {
      settle(nonce);
    }
  }

  @Test
  void fetchesWhenEmpty() throws Exception {
    assertThat(pool.take(() -> "fresh")).isEqualTo("fresh");
  }

  @Test
  void handsOutWhatAnAnswerBrought() throws Exception {
    pool.take(() -> "first");
    settle("second");
    assertThat(pool.take(NoncePoolTest::noneNeeded)).isEqualTo("second");
  }

  @Test
  void handsEachOutOnce() throws Exception {
    pool.take(() -> "a");
    settle("b");
    assertThat(pool.take(NoncePoolTest::noneNeeded)).isEqualTo("b");
    settle(null);
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
  void keepsNoMoreThanCanBeUsedSideBySide() throws Exception {
    fill("1", "2", "3", "4", "5", "6", "7", "8");
    for (int i = 8; i >= 1; i--) {
      assertThat(pool.take(NoncePoolTest::noneNeeded)).isEqualTo("" + i);
    }
    Future<String> ninth = inAnotherThread(NoncePoolTest::noneNeeded);
    settle("9");
    assertThat(ninth.get()).isEqualTo("9");
  }

  @Test
  void forgetsAllWhenToldTo() throws Exception {
    fill("a", "b");
    pool.clear();
    assertThat(pool.take(() -> "fresh")).isEqualTo("fresh");
  }

  @Test
  void waitsForAnAnswerOfANearServer() throws Exception {
    take();
    settle("first");
    take();
    assertNextOneWaits();
  }

  @Test
  void runsSeveralRequestsSideBySideWithAFarServer() throws Exception {
    latency = Duration.ofMillis(80);
    take();
    settle("first");
    assertThat(pool.take(NoncePoolTest::noneNeeded)).isEqualTo("first");
    assertThat(pool.take(() -> fetch("second"))).isEqualTo("second");
    assertThat(pool.take(() -> fetch("third"))).isEqualTo("third");
    assertNextOneWaits();
  }

  @Test
  void runsMoreSideBySideAfterManyRequests() throws Exception {
    take();
    for (int i = 0; i < 40; i++) {
      settle("n" + i);
      take();
    }
    assertThat(pool.take(() -> "one more")).isEqualTo("one more");
  }

  @Test
  void runsMoreSideBySideBeforeManyRequests() throws Exception {
    take();
    settle("first");
    pool.expect(39);
    assertThat(pool.take(NoncePoolTest::noneNeeded)).isEqualTo("first");
    assertThat(pool.take(() -> "one more")).isEqualTo("one more");
    assertNextOneWaits();
  }

  @Test
  void waitsForAnAnswerBeforeAFewRequests() throws Exception {
    take();
    settle("first");
    pool.expect(38);
    take();
    assertNextOneWaits();
  }

  private void assertNextOneWaits() throws Exception {
    Future<String> next = inAnotherThread(NoncePoolTest::noneNeeded);
    settle("next");
    assertThat(next.get()).isEqualTo("next");
  }

  private void settle(@Nullable String nonce) {
    pool.settle(nonce, clock.instant().minus(latency));
  }

  private void take() {
    takeUnchecked(() -> fetch("fresh"));
  }

  private String fetch(String nonce) {
    clock.advance(latency);
    return nonce;
  }

  private Future<String> inAnotherThread(Supplier<String> fresh) throws Exception {
    CompletableFuture<String> taken = new CompletableFuture<>();
    Thread thread = new Thread(() -> taken.complete(takeUnchecked(fresh)));
    thread.setDaemon(true);
    thread.start();
    return taken;
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
                        settle("n" + counter.incrementAndGet());
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
