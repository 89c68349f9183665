package dev.acmesdk.testing.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several things that are done at the same time. */
final class Concurrently {
  private Concurrently() {}

  /** Begins all of them at once, each in a thread of its own, and waits for all. */
  static <T> List<T> run(List<Callable<T>> tasks) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(tasks.size());
    CyclicBarrier start = new CyclicBarrier(tasks.size());
    try {
      List<Callable<T>> started = new ArrayList<>();
      for (Callable<T> task : tasks) {
        started.add(
            () -> {
              start.await();
              return task.call();
            });
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : pool.invokeAll(started)) {
        results.add(future.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }
}
