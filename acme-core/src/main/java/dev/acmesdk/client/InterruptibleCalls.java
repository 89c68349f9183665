package dev.acmesdk.client;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * Lets a caller who is interrupted leave at once. A thread that reads from a socket does not notice
 * an interruption, so that is done by another thread, and the caller hangs up on it.
 */
final class InterruptibleCalls {
  private static final long IDLE_SECONDS = 5;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          InterruptibleCalls::daemon);

  /**
   * Does the work of a call.
   *
   * @param call what to cancel if the caller is interrupted
   * @param work executes the call and reads the answer
   */
  <T> T run(Call call, Callable<T> work) throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Future<T> result = threads.submit(work);
    try {
      return result.get();
    } catch (InterruptedException e) {
      call.cancel();
      throw e;
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  /** Kotlin knows no checked exceptions: OkHttp throws some that it does not declare. */
  private static IOException failure(@Nullable Throwable cause) {
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    return cause instanceof IOException e ? e : new IOException(cause);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "acme-http");
    thread.setDaemon(true);
    return thread;
  }

  /** Lets idle threads go now instead of later; calls are possible all the same. */
  void releaseIdleThreads() {
    threads.setKeepAliveTime(0, TimeUnit.SECONDS);
  }
}
