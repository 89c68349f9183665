package dev.acmesdk.client;

import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.DeadlineExceededException;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.error.ServerUnreachableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * HTTP as RFC 8555 section 6.1 wants it, within bounds: every answer is read to its end, up to a
 * size, in a time, and a redirect is never followed with a signed request.
 */
final class HttpTransport {
  /** The longest answer that is read; the longest chains and orders have a tenth of it. */
  static final int MAX_BODY = 1 << 20;

  private static final int MAX_REDIRECTS = 3;

  /** For clients without a limit of their own: octets that drip in reset a read time-out. */
  private static final Duration LONGEST_CALL = Duration.ofMinutes(5);

  private final InterruptibleCalls calls;
  private final OkHttpClient http;
  private final Clock clock;
  private final String userAgent;
  private final String acceptLanguage;
  private final Instant deadline;

  HttpTransport(OkHttpClient http, Clock clock, String userAgent, Locale locale) {
    this(
        new InterruptibleCalls(),
        bounded(http),
        clock,
        userAgent,
        locale.toLanguageTag(),
        Instant.MAX);
  }

  private HttpTransport(
      InterruptibleCalls calls,
      OkHttpClient http,
      Clock clock,
      String userAgent,
      String acceptLanguage,
      Instant deadline) {
    this.calls = calls;
    this.http = http;
    this.clock = clock;
    this.userAgent = userAgent;
    this.acceptLanguage = acceptLanguage;
    this.deadline = deadline;
  }

  /** The same, over the same connections, but every exchange is over by then. */
  HttpTransport until(Instant moment) {
    return new HttpTransport(calls, http, clock, userAgent, acceptLanguage, moment);
  }

  static OkHttpClient bounded(OkHttpClient http) {
    OkHttpClient.Builder bounded =
        http.newBuilder().followRedirects(false).followSslRedirects(false).cache(null);
    if (http.callTimeoutMillis() == 0) {
      bounded.callTimeout(LONGEST_CALL);
    }
    return bounded.build();
  }

  /** Fetches without signature, as only directory, nonce and renewal information may be. */
  HttpReply get(URI url, String accept) {
    URI target = url;
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      HttpReply reply = exchange(target, request(target, accept).get().build());
      URI location = reply.location();
      if (reply.status() / 100 != 3 || location == null) {
        return new HttpReply(url, reply.status(), reply.headers(), reply.body(), reply.received());
      }
      target = Https.required(location, "redirect from " + target.getHost());
    }
    throw new ProtocolViolationException(
        "%s redirects more than %d times.".formatted(url, MAX_REDIRECTS),
        "Check the directory URL.",
        null);
  }

  HttpReply head(URI url) {
    return exchange(url, request(url, "*/*").head().build());
  }

  /** Sends a JWS. Its {@code url} names this very URL, so a redirect cannot be followed. */
  HttpReply post(URI url, byte[] jws, String accept) {
    return exchange(url, request(url, accept).post(new OneShotBody(jws)).build());
  }

  private Request.Builder request(URI url, String accept) {
    try {
      return new Request.Builder()
          .url(url.toString())
          .header("User-Agent", userAgent)
          .header("Accept-Language", acceptLanguage)
          .header("Accept", accept);
    } catch (IllegalArgumentException e) {
      throw new ProtocolViolationException(
          "The server names a URL that cannot be requested: " + url + ".",
          "Report this to the CA.",
          e);
    }
  }

  private HttpReply exchange(URI url, Request request) {
    Call call = http.newCall(request);
    limit(call, url);
    try {
      boolean isConnected = http.connectionPool().connectionCount() > 0;
      return calls.run(call, isConnected, () -> read(url, call));
    } catch (InterruptedException e) {
      throw new CancelledException("a request to " + url.getHost(), e);
    } catch (IOException e) {
      throw failure(url, e);
    }
  }

  /** A call takes as long as the client allows one, or until the deadline, if that is sooner. */
  private void limit(Call call, URI url) {
    if (deadline.equals(Instant.MAX)) {
      return;
    }
    Duration left = Duration.between(clock.instant(), deadline);
    if (left.isNegative() || left.isZero()) {
      throw new DeadlineExceededException("a request to " + url.getHost(), null, null);
    }
    if (left.toMillis() < http.callTimeoutMillis()) {
      call.timeout().timeout(Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS);
    }
  }

  private HttpReply read(URI url, Call call) throws IOException {
    try (Response response = call.execute()) {
      calls.answeredOver(response.protocol());
      return HttpReply.of(
          url, response.code(), response.headers(), body(url, response), clock.instant());
    }
  }

  private static ServerUnreachableException failure(URI url, IOException e) {
    boolean isOver = e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException);
    return new ServerUnreachableException(url, isOver ? timeout(e) : e);
  }

  /** OkHttp reports the end of a call's time as an interrupted call. */
  private static SocketTimeoutException timeout(IOException e) {
    SocketTimeoutException timeout = new SocketTimeoutException(e.getMessage());
    timeout.initCause(e);
    return timeout;
  }

  /** Reads what was decompressed, so a small body that unpacks to a huge one is cut off too. */
  private static byte[] body(URI url, Response response) throws IOException {
    try (InputStream stream = response.body().byteStream()) {
      byte[] body = stream.readNBytes(MAX_BODY + 1);
      if (body.length > MAX_BODY) {
        throw new ProtocolViolationException(
            "%s answered with more than %d bytes.".formatted(url, MAX_BODY),
            "Check that the directory URL is that of an ACME server.",
            null);
      }
      return body;
    }
  }

  void releaseIdleThreads() {
    calls.releaseIdleThreads();
  }

  /** A nonce is good for one sending: OkHttp must not repeat it on another connection. */
  private static final class OneShotBody extends RequestBody {
    private static final okhttp3.MediaType TYPE = okhttp3.MediaType.get(MediaTypes.JOSE_JSON);

    private final byte[] content;

    OneShotBody(byte[] content) {
      this.content = content;
    }

    @Override
    public okhttp3.MediaType contentType() {
      return TYPE;
    }

    @Override
    public long contentLength() {
      return content.length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(okio.BufferedSink sink) throws IOException {
      sink.write(content);
    }
  }
}
