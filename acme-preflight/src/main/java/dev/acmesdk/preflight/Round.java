package dev.acmesdk.preflight;

import dev.acmesdk.error.CancelledException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Steps that are under way at the same time, each on a thread of its own. What has not ended in
 * time is told to stop, and is not known then.
 *
 * <p>For one thread.
 */
final class Round implements AutoCloseable {
  private final List<Runner> runners = new ArrayList<>();
  private final Duration limit;
  private final long end;

  private Round(Duration limit) {
    this.limit = limit;
    this.end = System.nanoTime() + limit.toNanos();
  }

  static Round begin(List<Step> steps, PlannedIssuance planned, Duration limit) {
    Round round = new Round(limit);
    for (Step step : steps) {
      FutureTask<List<Finding>> task = new FutureTask<>(() -> step.examine(planned));
      Thread thread = new Thread(task, "acme-preflight-" + step.topic().id());
      thread.setDaemon(true);
      round.runners.add(new Runner(step, task, thread));
      thread.start();
    }
    return round;
  }

  /** All that is found before the end, in the order of the steps. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Runner runner : runners) {
      findings.addAll(findings(runner));
    }
    return findings;
  }

  private List<Finding> findings(Runner runner) {
    try {
      return runner.task().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return List.of(runner.step().unknown(limit));
    } catch (InterruptedException e) {
      throw new CancelledException("the preflight checks", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Stops what is still under way, and waits for those that have a port open or files in place. */
  @Override
  public void close() {
    runners.stream().filter(runner -> !runner.task().isDone()).forEach(Runner::stop);
    boolean isInterrupted = Thread.interrupted();
    for (Runner runner : runners) {
      isInterrupted |= runner.awaitTidy();
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A step under way. */
  private record Runner(Step step, FutureTask<List<Finding>> task, Thread thread) {
    void stop() {
      thread.interrupt();
    }

    /** Tells whether this thread was interrupted meanwhile, which does not end the wait. */
    boolean awaitTidy() {
      boolean isInterrupted = false;
      while (step.leavesTraces() && thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          isInterrupted = true;
        }
      }
      return isInterrupted;
    }
  }
}
