package dev.acmesdk.testing;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Answers that are held back, see {@link Faults#hold}. Closing it lets them go. Safe for use by
 * several threads.
 */
public final class Hold implements AutoCloseable {
  private final String operation;
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch open = new CountDownLatch(1);

  Hold(String operation) {
    this.operation = operation;
  }

  void pass() throws InterruptedException {
    arrived.countDown();
    open.await();
  }

  /**
   * Waits until an answer is being held back, so its request has been carried out.
   *
   * @param limit how long to wait at most
   * @throws InterruptedException if the thread is interrupted meanwhile
   * @throws IllegalStateException if no such request came in time
   */
  public void awaitRequest(Duration limit) throws InterruptedException {
    if (!arrived.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new IllegalStateException("No %s request came within %s".formatted(operation, limit));
    }
  }

  /** Lets the answers go, and holds none back from now on. */
  public void release() {
    open.countDown();
  }

  /** The same as {@link #release()}. */
  @Override
  public void close() {
    release();
  }
}
