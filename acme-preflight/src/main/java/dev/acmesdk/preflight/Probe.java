package dev.acmesdk.preflight;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Fetches what a CA would fetch, from one address of a name. Thread-safe. */
final class Probe implements AutoCloseable {
  private static final long MAX_BODY = 4096;

  private final OkHttpClient client;

  Probe(Duration patience) {
    client =
        new OkHttpClient.Builder()
            .followRedirects(false)
            .retryOnConnectionFailure(false)
            .proxy(Proxy.NO_PROXY)
            .callTimeout(patience)
            .build();
  }

  /** How it went. */
  enum Outcome {
    /** The response is what it should be. */
    EXPECTED,
    /** Somebody answers, but something else. */
    OTHER,
    /** Somebody sends the CA to another address. */
    REDIRECT,
    /** Nobody listens there. */
    REFUSED,
    /** Nothing comes back. */
    TIMEOUT,
    /** There is no way to there. */
    UNREACHABLE,
    /** The connection was cut off, or what came is not HTTP. */
    BROKEN
  }

  /**
   * What came back.
   *
   * @param detail what was seen, in a few words
   */
  record Result(Outcome outcome, String detail) {}

  /**
   * Fetches a response, while others are fetched.
   *
   * @param entry what to connect to
   * @param path the path, from the slash on
   * @param expected the response
   */
  CompletableFuture<Result> fetch(Entry entry, String path, String expected) {
    HttpUrl root =
        new HttpUrl.Builder().scheme("http").host(entry.name()).port(entry.port()).build();
    Request request = new Request.Builder().url(Objects.requireNonNull(root.resolve(path))).build();
    OkHttpClient pinned = client.newBuilder().dns(host -> List.of(entry.address())).build();
    CompletableFuture<Result> result = new CompletableFuture<>();
    pinned.newCall(request).enqueue(new Answer(expected, result));
    return result;
  }

  private record Answer(String expected, CompletableFuture<Result> result) implements Callback {
    @Override
    public void onResponse(Call call, Response response) {
      try (response) {
        result.complete(judge(response, expected));
      } catch (IOException e) {
        onFailure(call, e);
      }
    }

    @Override
    public void onFailure(Call call, IOException failure) {
      result.complete(new Result(outcome(failure), String.valueOf(failure.getMessage())));
    }
  }

  private static Result judge(Response response, String expected) throws IOException {
    String server = response.header("Server");
    String who = server == null ? "" : " from " + server.replaceAll("[^ -~]", "?");
    String target = response.header("Location");
    if (response.isRedirect() && target != null) {
      return new Result(Outcome.REDIRECT, target.replaceAll("[^!-~]", "?"));
    }
    String body = response.peekBody(MAX_BODY).string();
    return response.code() == 200 && body.strip().equals(expected)
        ? new Result(Outcome.EXPECTED, "")
        : new Result(Outcome.OTHER, "status " + response.code() + who);
  }

  private static Outcome outcome(IOException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (failure instanceof InterruptedIOException || message.contains("timed out")) {
      return Outcome.TIMEOUT;
    }
    if (failure instanceof NoRouteToHostException || message.contains("unreachable")) {
      return Outcome.UNREACHABLE;
    }
    if (failure instanceof ConnectException) {
      return Outcome.REFUSED;
    }
    return failure instanceof SocketException && message.contains("permitted")
        ? Outcome.UNREACHABLE
        : Outcome.BROKEN;
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.connectionPool().evictAll();
    client.dispatcher().executorService().shutdown();
  }
}
