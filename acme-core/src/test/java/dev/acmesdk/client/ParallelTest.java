package dev.acmesdk.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.error.CancelledException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ParallelTest {

  @Test
  void keepsTheOrder() {
    List<Integer> numbers = IntStream.range(0, 100).boxed().toList();
    assertThat(Parallel.map(numbers, "a test", number -> number * 2))
        .isEqualTo(numbers.stream().map(number -> number * 2).toList());
  }

  @Test
  void doesAloneInTheCallersThread() {
    assertThat(Parallel.map(List.of(1), "a test", number -> Thread.currentThread()))
        .containsExactly(Thread.currentThread());
  }

  @Test
  void doesSeveralAtATime() {
    CyclicBarrier barrier = new CyclicBarrier(4);
    List<Integer> arrived =
        Parallel.map(
            List.of(1, 2, 3, 4),
            "a test",
            number -> {
              try {
                return barrier.await(20, TimeUnit.SECONDS);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(arrived).containsExactlyInAnyOrder(0, 1, 2, 3);
  }

  @Test
  void throwsTheFirstFailure() {
    assertThatThrownBy(
            () ->
                Parallel.map(
                    List.of(1, 2, 3),
                    "a test",
                    number -> {
                      if (number == 2) {
                        throw new IllegalArgumentException("two");
                      }
                      return number;
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two");
  }

  @Test
  void anInterruptionEndsTheCall() {
    CountDownLatch never = new CountDownLatch(1);
    Thread.currentThread().interrupt();
    assertThatThrownBy(
            () ->
                Parallel.map(
                    List.of(1, 2),
                    "the test",
                    number -> {
                      try {
                        never.await();
                      } catch (InterruptedException e) {
                        throw new CancelledException("a part", e);
                      }
                      return number;
                    }))
        .isInstanceOf(CancelledException.class)
        .hasMessageContaining("the test");
    assertThat(Thread.interrupted()).isTrue();
  }
}
