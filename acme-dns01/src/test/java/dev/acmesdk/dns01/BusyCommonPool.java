package dev.acmesdk.dns01;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;

/**
 * An application that has all threads of the common pool wait for something, such as certificates.
 * On Java 25 with two processors that is one thread.
 */
public final class BusyCommonPool {
  private BusyCommonPool() {}

  /** Does something meanwhile, in the caller's thread. */
  public static <T> T during(Callable<T> work) throws Exception {
    ForkJoinPool pool = ForkJoinPool.commonPool();
    CountDownLatch end = new CountDownLatch(1);
    for (int i = 0; i < pool.getParallelism(); i++) {
      pool.execute(() -> await(end));
    }
    try {
      return work.call();
    } finally {
      end.countDown();
    }
  }

  private static void await(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
