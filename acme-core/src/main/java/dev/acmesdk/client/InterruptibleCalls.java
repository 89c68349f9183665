package dev.acmesdk.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Lets a caller who is interrupted leave at once. A thread that connects, or reads from a socket,
 * does not notice an interruption, so that is done by another thread, and the caller hangs up on
 * it. On an open connection of HTTP/2 it is OkHttp that reads from the socket, and who waits for an
 * answer notices: so there is no need to change threads twice for each request.
 */
final class InterruptibleCalls {
  private static final long IDLE_SECONDS = 5;

  /** Whether the last answer has come over HTTP/2. */
  private volatile boolean isMultiplexed;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          InterruptibleCalls::daemon);

  /** Takes note of what an answer has come over. */
  void answeredOver(Protocol protocol) {
    isMultiplexed = protocol == Protocol.HTTP_2;
  }

  /**
   * Does the work of a call.
   *
   * @param call what to cancel if the caller is interrupted
   * @param isConnected whether there is an open connection
   * @param work executes the call and reads the answer
   */
  <T> T run(Call call, boolean isConnected, Callable<T> work)
      throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return isConnected && isMultiplexed && !isVirtual(Thread.currentThread())
        ? runHere(call, work)
        : runElsewhere(call, work);
  }

  /**
   * OkHttp waits in monitors, and a virtual thread of Java 21 to 23 that does so is pinned. Java 17
   * has no method that asks for it; by JEP 444, all of them say that they are in a group of this
   * name.
   */
  private static boolean isVirtual(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return group != null && group.getName().equals("VirtualThreads");
  }

  private static <T> T runHere(Call call, Callable<T> work)
      throws IOException, InterruptedException {
    try {
      return work.call();
    } catch (Exception e) {
      if (e instanceof InterruptedIOException && Thread.interrupted()) {
        call.cancel();
        throw interruption(e);
      }
      throw failure(e);
    }
  }

  private static InterruptedException interruption(Exception cause) {
    InterruptedException interruption = new InterruptedException();
    interruption.initCause(cause);
    return interruption;
  }

  private <T> T runElsewhere(Call call, Callable<T> work) throws IOException, InterruptedException {
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
