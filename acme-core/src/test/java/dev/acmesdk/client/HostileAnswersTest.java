package dev.acmesdk.client;

import static dev.acmesdk.client.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.error.RateLimitedException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.ServerUnreachableException;
import dev.acmesdk.fuzz.Harmless;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Order;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Answers as only an attacker writes them, octet by octet. Each is a typed exception in bounded
 * time, with nothing harmful in a message or a log; and the client works as before.
 */
@Timeout(60)
class HostileAnswersTest {
  private static final String JSON = "200 OK\r\nContent-Type: application/json";

  private final RawServer server = newServer();
  private final AcmeClient client = client(new OkHttpClient());
  private final AccountKey key = AccountKey.generate();
  private final LogCapture log = new LogCapture();

  /** What OkHttp and the JDK log: the library itself logs nothing of what it receives. */
  private static final class LogCapture extends Handler {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord line) {
      lines.add(String.valueOf(line.getMessage()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static RawServer newServer() {
    try {
      return new RawServer();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private AcmeClient client(OkHttpClient http) {
    FakeClock clock = new FakeClock(FakeAcme.NOW);
    return AcmeClient.builder(server.url("/dir"))
        .trust(RawServer.trustedPem())
        .httpClient(http)
        .clock(clock)
        .pause(clock)
        .retries(RetryPolicy.NONE)
        .build();
  }

  @BeforeEach
  void captureLogs() {
    Logger.getLogger("").addHandler(log);
    playFair();
  }

  private void playFair() {
    server.on(
        "/dir",
        JSON,
        "{\"newNonce\": \"/nonce\", \"newAccount\": \"/account\", \"newOrder\": \"/order\"}");
    server.on("/nonce", "200 OK\r\nReplay-Nonce: abc", "");
    server.on("/good", JSON, "{\"status\": \"ready\", \"finalize\": \"/finalize\"}");
  }

  @AfterEach
  void stillWorks() throws IOException {
    assertThat(order("/good").status()).isEqualTo(Order.Status.READY);
    client.close();
    server.close();
    Logger.getLogger("").removeHandler(log);
    log.lines.forEach(line -> Harmless.shown(line, Harmless.LONGEST_MESSAGE));
  }

  private Order order(String path) {
    return client.orders().read(account(), server.url(path));
  }

  private Order newOrder() {
    return client.orders().place(account(), NewOrder.of(List.of(Identifier.dns("example.com"))));
  }

  private CertificateChain certificate(Order order) {
    return client.certificates().download(account(), order);
  }

  private AccountCredentials account() {
    return new AccountCredentials(server.url("/account/1"), key);
  }

  /** The failure of asking for an order, after the checks that all failures have to pass. */
  private <E extends AcmeException> E refused(Class<E> kind, String path) {
    return harmless(catchThrowableOfType(kind, () -> order(path)));
  }

  private static <E extends AcmeException> E harmless(E failure) {
    assertThat(failure).isNotNull();
    Harmless.messages(failure);
    return failure;
  }

  @Test
  void aBodyThatDripsForEver() {
    server.on(
        "/order/1",
        out -> {
          write(out, "HTTP/1.1 " + JSON + "\r\n\r\n{\"status\": \"");
          for (int i = 0; i < 100_000; i++) {
            write(out, "x");
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
          }
        });
    OkHttpClient http = new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(2)).build();
    try (AcmeClient impatient = client(http)) {
      URI url = server.url("/order/1");
      Throwable failure =
          catchThrowableOfType(
              ServerUnreachableException.class, () -> impatient.orders().read(account(), url));
      assertThat(failure).hasMessageContaining("did not answer in time");
    }
  }

  /** Its read time-out alone would let a server drip for days. */
  @Test
  void limitsTheTimeOfACallWhereAGivenClientDoesNot() {
    OkHttpClient unlimited = new OkHttpClient();
    OkHttpClient limited = unlimited.newBuilder().callTimeout(Duration.ofMinutes(9)).build();
    assertThat(HttpTransport.bounded(unlimited).callTimeoutMillis()).isEqualTo(300_000);
    assertThat(HttpTransport.bounded(limited).callTimeoutMillis()).isEqualTo(540_000);
  }

  @Test
  void headersThatNeverEnd() {
    server.on(
        "/order/1",
        out -> {
          write(out, "HTTP/1.1 200 OK\r\n");
          for (int i = 0; i < 100_000; i++) {
            write(out, "X-Header-" + i + ": " + "x".repeat(1_000) + "\r\n");
          }
        });
    refused(ServerUnreachableException.class, "/order/1");
  }

  @Test
  void aStatusLineThatNeverEnds() {
    server.on(
        "/order/1",
        out -> {
          write(out, "HTTP/1.1 200 ");
          for (int i = 0; i < 10_000; i++) {
            write(out, "\u001b[31m".repeat(1_000));
          }
        });
    refused(ServerUnreachableException.class, "/order/1");
  }

  @Test
  void aBodyThatNeverEnds() {
    server.on(
        "/order/1",
        out -> {
          write(out, "HTTP/1.1 " + JSON + "\r\nTransfer-Encoding: chunked\r\n\r\n");
          for (int i = 0; i < 100_000; i++) {
            write(out, "400\r\n" + " ".repeat(0x400) + "\r\n");
          }
        });
    assertThat(refused(ProtocolViolationException.class, "/order/1"))
        .hasMessageContaining("more than 1048576 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 1000\r\n\r\n{\"status\": \"re",
        "Transfer-Encoding: chunked\r\n\r\n400\r\n{\"status\"",
        "Content-Encoding: gzip\r\nContent-Length: 10\r\n\r\nnot zipped",
        "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\u001f\u008b\b\u0000",
        "Content-Length: -1\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n",
      })
  void aBodyThatIsCutOffOrBroken(String headersAndBody) {
    server.on("/order/1", out -> write(out, "HTTP/1.1 " + JSON + "\r\n" + headersAndBody));
    refused(ServerUnreachableException.class, "/order/1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 abc\r\n\r\n",
        "\u001b[2J\u001b]0;owned\u0007\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon \u001b[31m\r\n\r\n",
        "HTTP/1.1 200 OK\r\n: no name\r\n\r\n",
        "HTTP/1.1 999 \u0000\r\n\r\n",
        ""
      })
  void anAnswerThatIsNoHttp(String answer) {
    server.on("/order/1", out -> write(out, answer));
    refused(AcmeException.class, "/order/1");
  }

  /** A lone CR, NUL or escape in a header reaches the client; LF begins another header. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Location: /order/9\rSet-Cookie: a=b",
        "Location: https://localhost/\u0000\u001b[31m",
        "Location: file:///etc/passwd",
        "Location: http://localhost/order/9",
        "Location: javascript:alert(1)",
        "Location: //\u00e2\u0080\u00ae.example",
      })
  void rfc8555Section7_4_aLocationThatIsNone(String location) {
    server.on(
        "/order",
        "201 Created\r\nContent-Type: application/json\r\n" + location,
        "{\"status\": \"pending\", \"finalize\": \"/finalize\"}");
    harmless(catchThrowableOfType(ProtocolViolationException.class, this::newOrder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab\rc", "ab\u0000", "\u001b[31m", "a b", "a=", "a,b", "\"a\"", "\u00fc"})
  void rfc8555Section6_5_1_aNonceWithForeignCharacters(String nonce) {
    server.on("/nonce", "200 OK\r\nReplay-Nonce: " + nonce, "");
    assertThat(refused(ProtocolViolationException.class, "/good"))
        .hasMessageContaining("gave no usable nonce");
    assertThat(server.requests()).doesNotContain("POST /good");
    server.on("/nonce", "200 OK\r\nReplay-Nonce: abc", "");
  }

  @Test
  void linksWithEscapesAndToOtherSchemes() {
    server.on(
        "/order/1",
        String.join(
            "\r\n",
            "429 Slow down",
            "Content-Type: application/problem+json",
            "Retry-After: 60",
            "Link: <javascript:alert(1)\u001b[31m>;rel=help",
            "Link: <https://a.example/\rb>;rel=help",
            "Link: <\u00e2\u0080\u00aehelp>;rel=help"),
        "{\"type\": \"urn:ietf:params:acme:error:rateLimited\", \"detail\": \"slow\"}");
    RateLimitedException failure = refused(RateLimitedException.class, "/order/1");
    assertThat(failure.help()).contains(server.url("/order/%E2%80%AEhelp"));
  }

  /** What it does not trust in its length, it does not believe: the wait is as if none was told. */
  @Test
  void aRetryAfterOfThirtyYears() {
    server.on("/order/1", "503 Busy\r\nRetry-After: 1000000000", "");
    ProtocolViolationException failure = refused(ProtocolViolationException.class, "/order/1");
    assertThat(failure.retryAt()).isEmpty();
    assertThat(failure).hasMessageContaining("try again later");
  }

  @Test
  void aProblemOfAMegabyteOfEscapes() {
    server.on(
        "/order/1",
        "403 Forbidden\r\nContent-Type: application/problem+json",
        "{\"type\": \"urn:ietf:params:acme:error:unauthorized\", \"detail\": \""
            + "\\u001b[2J\\u202e\\r\\n".repeat(40_000)
            + "\"}");
    RejectedException failure = refused(RejectedException.class, "/order/1");
    assertThat(failure.problem().orElseThrow().text()).hasSizeLessThanOrEqualTo(2_001);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
  void aProblemOfTenThousandLevels(String level) {
    server.on(
        "/order/1",
        "403 Forbidden\r\nContent-Type: application/problem+json",
        "{\"type\": \"x\", \"subproblems\": " + level.repeat(10_000));
    assertThat(refused(ProtocolViolationException.class, "/order/1").status()).isEqualTo(403);
  }

  /** RFC 8555 does not bind resources to the directory's host; HTTPS is what counts. */
  @ParameterizedTest
  @ValueSource(
      strings = {"http://localhost", "file:///etc/passwd", "ftp://ca.example/", "https:///x"})
  void rfc8555Section6_1_resourcesElsewhereWithoutHttps(String url) {
    for (String member : List.of("finalize", "certificate", "authorizations")) {
      server.on("/order/1", JSON, orderWith(member, url));
      refused(ProtocolViolationException.class, "/order/1");
    }
  }

  private static String orderWith(String member, String url) {
    String value = member.equals("authorizations") ? "[\"%s\"]" : "\"%s\"";
    String order = "{\"status\": \"valid\", \"%s\": %s%s}";
    String finalize = member.equals("finalize") ? "" : ", \"finalize\": \"/finalize\"";
    return order.formatted(member, value.formatted(url), finalize);
  }

  @Test
  void aCertificateOnAnotherHost() throws IOException {
    try (RawServer other = newServer()) {
      String url = other.url("/certificate").toString();
      server.on("/order/1", JSON, orderWith("certificate", url));
      other.on("/certificate", "200 OK", "-----BEGIN CERTIFICATE-----\u001b[2J\n");
      Order order = order("/order/1");
      assertThat(order.certificate()).isEqualTo(URI.create(url));
      harmless(catchThrowableOfType(ProtocolViolationException.class, () -> certificate(order)));
      assertThat(other.requests()).containsExactly("POST /certificate");
    }
  }

  /** The directory may move, three times at most, to HTTPS and nowhere else; a file is not read. */
  @Test
  void aDirectoryThatRedirectsToAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("dir.json"), "{\"newNonce\": \"https://x/\"}");
    server.on("/dir", "302 Found\r\nLocation: " + file.toUri(), "");
    assertThat(refused(ProtocolViolationException.class, "/good"))
        .hasMessageContaining("not HTTPS")
        .hasMessageNotContaining("newNonce");
    assertThat(folder).isDirectoryContaining(file::equals);
    playFair();
  }

  @Test
  void aDirectoryThatRedirectsToAPlainServiceOfThisMachine() throws IOException {
    try (ServerSocket service = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      service.setSoTimeout(1);
      server.on(
          "/dir", "302 Found\r\nLocation: http://127.0.0.1:" + service.getLocalPort() + "/", "");
      refused(ProtocolViolationException.class, "/good");
      assertThat(catchThrowableOfType(IOException.class, service::accept))
          .isInstanceOf(java.net.SocketTimeoutException.class);
    }
    playFair();
  }

  @Test
  void aRedirectedPostGoesNowhere() {
    for (int status : List.of(301, 307, 308)) {
      server.on("/order/1", status + " Moved\r\nLocation: /good", "");
      refused(ProtocolViolationException.class, "/order/1");
    }
    assertThat(server.requests()).doesNotContain("POST /good");
  }
}
