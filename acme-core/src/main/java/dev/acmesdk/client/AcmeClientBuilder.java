package dev.acmesdk.client;

import dev.acmesdk.error.InvalidRequestException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Sets up an {@link AcmeClient}. Not thread-safe; build once and share the client. */
public final class AcmeClientBuilder {
  private final URI directory;
  private @Nullable OkHttpClient http;
  private Consumer<OkHttpClient.Builder> httpChange = http -> {};
  private @Nullable String trustedPem;
  private String application = "";
  private Locale locale = Locale.getDefault();
  private Clock clock = Clock.systemUTC();
  private RandomGenerator random = new SecureRandom();
  private Pause pause = Pause.REAL;
  private RetryPolicy retries = RetryPolicy.DEFAULT;

  AcmeClientBuilder(URI directory) {
    this.directory = Https.requiredDirectory(directory);
  }

  /**
   * Trusts the certificates of a PEM file, and no others, for connections to the server: for a
   * private CA, whose root is not in the JVM's trust store. Nothing else in the JVM is affected.
   *
   * @param pemFile certificates in PEM
   * @return this
   * @throws InvalidRequestException if the file cannot be read, or holds something else
   */
  public AcmeClientBuilder trust(Path pemFile) {
    try {
      return trust(Files.readString(pemFile), pemFile.toString());
    } catch (IOException e) {
      throw new InvalidRequestException(
          "The trusted certificates in %s cannot be read (%s). Give a PEM file that this user can read."
              .formatted(pemFile, e.getClass().getSimpleName()));
    }
  }

  /**
   * Trusts certificates given as text. See {@link #trust(Path)}.
   *
   * @param pem certificates in PEM
   * @return this
   * @throws InvalidRequestException if the text holds something else
   */
  public AcmeClientBuilder trust(String pem) {
    return trust(pem, "the given text");
  }

  private AcmeClientBuilder trust(String pem, String origin) {
    try {
      dev.acmesdk.crypto.CertificateChain.fromPem(pem);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException(
          "The trusted certificates in %s are not usable: %s. Give a file with nothing but CERTIFICATE blocks."
              .formatted(origin, e.getMessage()));
    }
    this.trustedPem = pem;
    return this;
  }

  /**
   * Uses an HTTP client of your own, with its proxy, DNS, interceptors and time-outs. It is not
   * closed with the ACME client. Redirects and caching are switched off for ACME requests, and a
   * call without time-out gets one of five minutes.
   *
   * @param http the client to derive from
   * @return this
   */
  public AcmeClientBuilder httpClient(OkHttpClient http) {
    this.http = http;
    return this;
  }

  /**
   * Changes the HTTP client: with a proxy, say, or an interceptor. Unlike with {@link
   * #httpClient(OkHttpClient)}, all else remains as it is by default, and connections are closed
   * with the ACME client: leave dispatcher and connection pool alone.
   *
   * @param change sets up the builder that it is given, once, in {@link #build}
   * @return this
   */
  public AcmeClientBuilder adjustHttpClient(Consumer<OkHttpClient.Builder> change) {
    this.httpChange = change;
    return this;
  }

  /**
   * Puts the name of the application in front of the library's in the User-Agent header.
   *
   * @param application for example {@code my-server/1.2}
   * @return this
   * @throws InvalidRequestException if a header cannot have it
   */
  public AcmeClientBuilder application(String application) {
    if (!application.chars().allMatch(c -> c >= ' ' && c < 127)) {
      throw new InvalidRequestException(
          "The name of the application cannot be sent in a header. Give printable ASCII characters, such as my-server/1.2.");
    }
    this.application = application;
    return this;
  }

  /**
   * The language in which the server should explain problems; the JVM's default, if not given.
   *
   * @param locale the language
   * @return this
   */
  public AcmeClientBuilder locale(Locale locale) {
    this.locale = locale;
    return this;
  }

  /**
   * The clock to go by.
   *
   * @param clock a clock; the system's, if not given
   * @return this
   */
  public AcmeClientBuilder clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  /**
   * The source of jitter. Keys do not come from it.
   *
   * @param random a source; a secure one, if not given
   * @return this
   */
  public AcmeClientBuilder random(RandomGenerator random) {
    this.random = random;
    return this;
  }

  /**
   * How passing troubles are dealt with; {@link RetryPolicy#DEFAULT}, if not given.
   *
   * @param policy the rules
   * @return this
   */
  public AcmeClientBuilder retries(RetryPolicy policy) {
    this.retries = policy;
    return this;
  }

  AcmeClientBuilder pause(Pause pause) {
    this.pause = pause;
    return this;
  }

  /**
   * Makes the client. No request is sent yet.
   *
   * @return the client
   */
  public AcmeClient build() {
    boolean ours = http == null;
    OkHttpClient trusting = trustingClient();
    HttpTransport transport =
        new HttpTransport(trusting, clock, UserAgent.value(application), locale);
    Runnable onClose =
        () -> {
          transport.releaseIdleThreads();
          if (ours) {
            close(trusting);
          }
        };
    NoncePool nonces = new NoncePool(clock);
    Requests requests =
        new Requests(
            new DirectoryCache(directory, clock),
            transport,
            nonces,
            new Retries(retries, clock, pause, random, Instant.MAX),
            clock,
            pause);
    return new AcmeClient(
        requests, new Polling(clock, pause, random, nonces::fastestAnswer), clock, onClose);
  }

  private OkHttpClient trustingClient() {
    OkHttpClient.Builder builder = http == null ? defaultClient() : http.newBuilder();
    httpChange.accept(builder);
    return trustedPem == null ? builder.build() : TrustAnchors.trusting(builder, trustedPem);
  }

  private static OkHttpClient.Builder defaultClient() {
    return new OkHttpClient.Builder()
        .socketFactory(new PromptSockets())
        .connectTimeout(Duration.ofSeconds(10))
        .readTimeout(Duration.ofSeconds(30))
        .writeTimeout(Duration.ofSeconds(30))
        .callTimeout(Duration.ofSeconds(60));
  }

  private static void close(OkHttpClient http) {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
