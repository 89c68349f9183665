package dev.acmesdk.dns01.provider;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Credentials;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * A web service that takes JSON. Nothing is believed of its answers: neither how long they are, nor
 * what is in them. Redirects are not followed, for what is sent is secret. No connection and, a
 * second later, no thread is left when nothing is asked.
 */
final class HttpEndpoint {
  private static final int MAX_BODY = 64 * 1024;
  private static final int MAX_SHOWN = 300;
  private static final MediaType JSON = MediaType.get("application/json");

  private final URI base;
  private final Duration timeLimit;
  private final OkHttpClient client;

  HttpEndpoint(URI base, Duration timeLimit) {
    requireUsable(base);
    this.base = base;
    this.timeLimit = timeLimit;
    this.client = client(timeLimit);
  }

  private static void requireUsable(URI base) {
    String scheme = String.valueOf(base.getScheme());
    if (!(scheme.equals("https") || scheme.equals("http"))
        || base.getHost() == null
        || base.getRawUserInfo() != null
        || base.getRawQuery() != null
        || base.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "The address of a web service must begin with https:// or http:// and a host, and hold no user, query or fragment. Give for example https://dns.example.com/acme.");
    }
  }

  private static OkHttpClient client(Duration limit) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            1,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            HttpEndpoint::daemon);
    return new OkHttpClient.Builder()
        .dispatcher(new Dispatcher(threads))
        .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
        .callTimeout(limit)
        .connectTimeout(limit)
        .readTimeout(limit)
        .writeTimeout(limit)
        .followRedirects(false)
        .followSslRedirects(false)
        .retryOnConnectionFailure(false)
        .build();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "acme-dns-provider");
    thread.setDaemon(true);
    return thread;
  }

  HttpEndpoint timeLimit(Duration limit) {
    if (limit.toMillis() < 1 || limit.toMillis() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("No time limit for a web service: " + limit);
    }
    return new HttpEndpoint(base, limit);
  }

  URI base() {
    return base;
  }

  /** The header of basic authentication (RFC 7617). */
  static String basic(String user, String password) {
    return Credentials.basic(user, password, StandardCharsets.UTF_8);
  }

  /**
   * Sends something.
   *
   * @param path the end of the URL
   * @param headers by name
   * @param json the body
   * @param secrets what must not be in a message, though the service may send it back
   * @return the body of the answer, which has a status of success
   */
  String post(String path, Map<String, String> headers, String json, List<String> secrets)
      throws IOException, InterruptedException {
    Request.Builder request =
        new Request.Builder()
            .url(url(path))
            .post(RequestBody.create(json.getBytes(StandardCharsets.UTF_8), JSON));
    headers.forEach(request::header);
    Call call = client.newCall(request.build());
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    call.enqueue(new Reading(answer));
    try {
      return answer.get().requireSuccess(url(path), secrets);
    } catch (InterruptedException e) {
      call.cancel();
      throw e;
    } catch (ExecutionException e) {
      throw new IOException(
          "%s could not be asked, or did not answer within %d ms: %s"
              .formatted(url(path), timeLimit.toMillis(), e.getCause()),
          e.getCause());
    }
  }

  private String url(String path) {
    return base.toString().replaceFirst("/+$", "") + path;
  }

  /**
   * What was answered.
   *
   * @param status the status code
   * @param body the start of the body
   */
  private record Answer(int status, String body) {
    String requireSuccess(String url, List<String> secrets) throws IOException {
      if (status >= 200 && status < 300) {
        return body;
      }
      throw new IOException(
          "%s answered with status %d: %s".formatted(url, status, shown(secrets)));
    }

    private String shown(List<String> secrets) {
      String text = body.replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ").strip();
      for (String secret : secrets) {
        text = secret.isEmpty() ? text : text.replace(secret, "…");
      }
      return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }
  }

  /** Reads an answer as soon as it is there. */
  private record Reading(CompletableFuture<Answer> answer) implements Callback {
    @Override
    public void onFailure(Call call, IOException e) {
      answer.completeExceptionally(e);
    }

    @Override
    public void onResponse(Call call, Response response) {
      try (response) {
        String body = new String(start(response), StandardCharsets.UTF_8);
        answer.complete(new Answer(response.code(), body));
      } catch (IOException | RuntimeException e) {
        answer.completeExceptionally(e);
      }
    }

    private static byte[] start(Response response) throws IOException {
      byte[] start = response.body().byteStream().readNBytes(MAX_BODY + 1);
      if (start.length > MAX_BODY) {
        throw new IOException("the answer is longer than 64 KiB");
      }
      return start;
    }
  }

  /** Shows where it is. */
  @Override
  public String toString() {
    return base.toString();
  }
}
