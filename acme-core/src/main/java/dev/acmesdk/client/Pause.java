package dev.acmesdk.client;

import dev.acmesdk.error.CancelledException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets time pass; a test's implementation moves a clock instead. */
@FunctionalInterface
interface Pause {
  /** Waiting for what never happens is a sleep that needs no polling. */
  Pause REAL =
      duration -> {
        boolean never = new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);
        assert !never;
      };

  void sleep(Duration duration) throws InterruptedException;

  /** Sleeps; an interruption ends the call that the caller is in. */
  default void during(Duration duration, String activity) {
    try {
      sleep(duration);
    } catch (InterruptedException e) {
      throw new CancelledException(activity, e);
    }
  }
}
