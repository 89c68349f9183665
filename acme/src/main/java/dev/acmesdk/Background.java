package dev.acmesdk;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Work in a thread of its own that ends when its future is cancelled. */
final class Background<T> extends CompletableFuture<T> {
  private final Thread thread;

  private Background(Supplier<T> work) {
    this.thread = new Thread(() -> complete(work), "acme-obtain");
    thread.setDaemon(true);
  }

  static <T> CompletableFuture<T> run(Supplier<T> work) {
    Background<T> background = new Background<>(work);
    background.thread.start();
    return background;
  }

  private void complete(Supplier<T> work) {
    try {
      complete(work.get());
    } catch (RuntimeException | Error e) {
      completeExceptionally(e);
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      thread.interrupt();
    }
    return cancelled;
  }

  /** Stages that follow are plain ones: cancelling them does not end the work. */
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }
}
