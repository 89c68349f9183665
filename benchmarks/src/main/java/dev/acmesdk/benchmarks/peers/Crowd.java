package dev.acmesdk.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Many issuances by several threads of one program. */
final class Crowd {
  private Crowd() {}

  /** Gets a certificate for a name that nobody has asked for. */
  @FunctionalInterface
  interface Issuer {
    void issue(String name) throws Exception;
  }

  /** Makes what one thread issues with. */
  @FunctionalInterface
  interface IssuerFactory {
    Issuer get() throws Exception;
  }

  /** Shares the work between the threads, and waits for its end. */
  static void run(int certificates, int threads, IssuerFactory factory) throws Exception {
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Issuer issuer = factory.get();
        parts.add(
            pool.submit(
                () -> {
                  for (int n = next.getAndIncrement();
                      n < certificates;
                      n = next.getAndIncrement()) {
                    issuer.issue("h%d.crowd.test".formatted(n));
                  }
                  return null;
                }));
      }
      for (Future<?> part : parts) {
        part.get();
      }
    } finally {
      pool.shutdown();
    }
  }
}
