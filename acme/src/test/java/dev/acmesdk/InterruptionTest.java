package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.StoreException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterruptionTest {
  private final StoreException failure = new StoreException("It failed.", "Mend it.", null);
  private final AtomicInteger runs = new AtomicInteger();

  @AfterEach
  void forgetTheFlag() {
    boolean flag = Thread.interrupted();
    assertThat(Thread.currentThread().isInterrupted()).as("was %s", flag).isFalse();
  }

  private String failingOnceByInterruption() {
    if (runs.getAndIncrement() == 0) {
      Thread.currentThread().interrupt();
      throw failure;
    }
    return "stored";
  }

  private String failing() {
    runs.incrementAndGet();
    throw failure;
  }

  @Test
  void isNotSeenByWorkThatItWaitsFor() {
    Thread.currentThread().interrupt();
    assertThat(Interruption.waitsFor(Thread::interrupted)).isFalse();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void letsWorkBeDoneAgainThatItWaitsFor() {
    assertThat(Interruption.waitsFor(this::failingOnceByInterruption)).isEqualTo("stored");
    assertThat(runs).hasValue(2);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void isNotBlamedForOtherFailures() {
    assertThatThrownBy(() -> Interruption.waitsFor(this::failing)).isSameAs(failure);
    assertThatThrownBy(() -> Interruption.ends(this::failing)).isSameAs(failure);
    assertThat(runs).hasValue(2);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void isWhatAFailureItCausedIsCalled() {
    assertThatThrownBy(() -> Interruption.ends(this::failingOnceByInterruption))
        .isInstanceOf(CancelledException.class)
        .hasCause(failure);
    assertThat(runs).hasValue(1);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }
}
