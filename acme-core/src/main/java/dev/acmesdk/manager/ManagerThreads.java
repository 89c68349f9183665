package dev.acmesdk.manager;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of a manager: one that waits, and workers that are gone when they are idle. */
final class ManagerThreads implements Executor {
  private static final Logger log = LoggerFactory.getLogger(ManagerThreads.class);
  private static final int IDLE_SECONDS = 5;
  private static final int PATIENCE_SECONDS = 30;

  private final ThreadPoolExecutor workers;
  private final Thread scheduler;
  private volatile Turn turn = () -> {};
  private volatile BooleanSupplier isOver = () -> true;

  /** Does what is due and waits for more. */
  @FunctionalInterface
  interface Turn {
    void take() throws InterruptedException;
  }

  ManagerThreads(int number) {
    AtomicInteger count = new AtomicInteger();
    workers =
        new ThreadPoolExecutor(
            number,
            number,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> new Worker(this, work, "acme-renewal-" + count.incrementAndGet()));
    workers.allowCoreThreadTimeOut(true);
    scheduler = daemon(this::run, "acme-renewals");
  }

  /** A thread that does what takes long. */
  private static final class Worker extends Thread {
    private final ManagerThreads employer;

    Worker(ManagerThreads employer, Runnable work, String name) {
      super(work, name);
      this.employer = employer;
      setDaemon(true);
    }
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  void start(Turn work, BooleanSupplier over) {
    turn = work;
    isOver = over;
    scheduler.start();
  }

  private void run() {
    try {
      while (!isOver.getAsBoolean()) {
        turn.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      log.error("The thread that renews certificates has died", e);
      throw e;
    }
  }

  @Override
  public void execute(Runnable work) {
    workers.execute(work);
  }

  /** Waits until all have ended, unless it is called by one of them, which would be in its way. */
  void close() {
    workers.shutdownNow();
    scheduler.interrupt();
    if (Thread.currentThread() instanceof Worker worker && worker.employer == this) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      if (!workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        log.warn("A renewal is still under way after {} seconds", PATIENCE_SECONDS);
      }
      if (Thread.currentThread() != scheduler) {
        scheduler.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      }
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
