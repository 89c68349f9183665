package dev.acmesdk.client;

import dev.acmesdk.error.CancelledException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same with several things at a time, with threads that are gone when it returns. */
final class Parallel {
  private static final int MAX_THREADS = 8;

  private Parallel() {}

  /**
   * Applies a function to all items.
   *
   * @return the results in the order of the items
   * @throws RuntimeException the first failure; what was not begun by then is not begun
   */
  static <A, B> List<B> map(List<A> items, String activity, Function<A, B> function) {
    if (items.size() < 2) {
      return items.stream().map(function).toList();
    }
    // Else some would have begun, and been sent, by the time the interruption is noticed.
    if (Thread.interrupted()) {
      throw new CancelledException(activity, null);
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.min(items.size(), MAX_THREADS), Parallel::daemon);
    try {
      return collect(items, function, new ExecutorCompletionService<>(threads));
    } catch (InterruptedException e) {
      throw new CancelledException(activity, e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static <A, B> List<B> collect(
      List<A> items, Function<A, B> function, CompletionService<B> service)
      throws InterruptedException {
    List<Future<B>> futures = new ArrayList<>();
    for (A item : items) {
      futures.add(service.submit(() -> function.apply(item)));
    }
    for (int i = 0; i < items.size(); i++) {
      result(service.take());
    }
    List<B> results = new ArrayList<>();
    for (Future<B> future : futures) {
      results.add(result(future));
    }
    return results;
  }

  private static <B> B result(Future<B> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("Unexpected failure", e.getCause());
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "acme-parallel");
    thread.setDaemon(true);
    return thread;
  }
}
