package dev.acmesdk.dns01.lookup;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.xbill.DNS.Message;
import org.xbill.DNS.SimpleResolver;

/**
 * Sends questions: by UDP with EDNS, again if there was no answer in time, and by TCP if the answer
 * was too long.
 *
 * @param route where packets for an address go in truth
 * @param timeout for one attempt
 */
record Transport(UnaryOperator<InetSocketAddress> route, Duration timeout) {
  /** What passes through the Internet in one piece (RFC 9715 section 3.1). */
  private static final int PAYLOAD = 1232;

  private static final int ATTEMPTS = 2;

  CompletableFuture<Reply> ask(InetSocketAddress server, Question question) {
    SimpleResolver resolver = new SimpleResolver(route.apply(server));
    resolver.setTimeout(timeout);
    resolver.setEDNS(0, PAYLOAD, question.ednsFlags());
    return ask(resolver, question.message(), ATTEMPTS);
  }

  private CompletableFuture<Reply> ask(SimpleResolver resolver, Message message, int attempts) {
    // By dnsjava's own thread: an application may have all of the common pool wait for this.
    return resolver
        .sendAsync(message, Runnable::run)
        .handle(
            (answer, failure) -> {
              if (failure == null) {
                return CompletableFuture.completedFuture(Reply.of(answer));
              }
              return attempts > 1 && isTimeout(failure)
                  ? ask(resolver, message, attempts - 1)
                  : CompletableFuture.completedFuture(Reply.none(trouble(failure)));
            })
        .thenCompose(reply -> reply)
        .toCompletableFuture();
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static boolean isTimeout(Throwable failure) {
    Throwable cause = cause(failure);
    String message = String.valueOf(cause.getMessage());
    return cause instanceof TimeoutException
        || cause instanceof InterruptedIOException
        || message.contains("Timed out")
        || message.contains("timed out");
  }

  private String trouble(Throwable failure) {
    if (isTimeout(failure)) {
      return "no answer within %d ms, asked %d times".formatted(timeout.toMillis(), ATTEMPTS);
    }
    Throwable cause = cause(failure);
    if (cause instanceof PortUnreachableException || cause instanceof ConnectException) {
      return "no server listens there";
    }
    return Words.clean(cause.toString());
  }

  /**
   * Waits for all.
   *
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  static <T> List<T> all(List<CompletableFuture<T>> futures)
      throws IOException, InterruptedException {
    List<T> results = new ArrayList<>();
    for (CompletableFuture<T> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        throw new IOException("A question to a name server failed: " + e.getMessage(), e);
      }
    }
    return results;
  }
}
