package dev.acmesdk.dns01.lookup;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How a {@link VisibilityCheck} spends the time between two rounds of questions. */
@FunctionalInterface
public interface Pause {
  /** Just waits. */
  Pause REAL =
      (time, seen) -> {
        // Nobody counts this one down: a wait of that time, and not a round longer.
        boolean never =
            new CountDownLatch(1).await(TimeUnit.NANOSECONDS.convert(time), TimeUnit.NANOSECONDS);
        return !never;
      };

  /**
   * Lets the time pass.
   *
   * @param time how long, at most
   * @param seen what has been seen in the round before
   * @return {@code false} to look no more and go on, since somebody has decided so
   * @throws IOException if somebody has decided to give up; the message says so
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  boolean pause(Duration time, Visibility seen) throws IOException, InterruptedException;
}
