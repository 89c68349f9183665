package dev.acmesdk.hook;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** A thread beside that of the test, which can be interrupted and watched. */
final class Background<T> {
  private final FutureTask<T> task;
  private final Thread thread;

  private Background(Callable<T> work) {
    task = new FutureTask<>(work);
    thread = new Thread(task, "background");
    thread.setDaemon(true);
    thread.start();
  }

  static <T> Background<T> of(Callable<T> work) {
    return new Background<>(work);
  }

  void interrupt() {
    thread.interrupt();
  }

  /** Returns when it waits for somebody in a monitor. */
  Background<T> awaitWaiting() {
    while (thread.getState() != Thread.State.WAITING) {
      if (!thread.isAlive()) {
        throw new AssertionError("It has ended instead of waiting");
      }
      Thread.onSpinWait();
    }
    return this;
  }

  T result() throws Exception {
    return task.get(30, TimeUnit.SECONDS);
  }
}
