package dev.acmesdk.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.acmesdk.client.FakeAcme.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.error.ServerUnreachableException;
import dev.acmesdk.protocol.Order;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Directories and connections that are not what they should be: each is a clear error. */
@Timeout(60)
class UnreachableServerTest {
  private final FakeAcme server = new FakeAcme();
  private final AcmeClient client = server.client();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private Order order() {
    return client.orders().read(server.account(), server.url("/order/1"));
  }

  @Test
  void aDirectoryUrlThatServesHtml() {
    server.onGet(
        "/dir", aResponse().withHeader("Content-Type", "text/html").withBody("<html>hi</html>"));
    assertThatThrownBy(client::directory)
        .isInstanceOf(ProtocolViolationException.class)
        .hasMessageContaining("/dir answered with text/html instead of a JSON object")
        .hasMessageContaining("Check that the directory URL is that of an ACME server");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "[]", "7", "\"text\"", "{", "{\"newNonce\":", "nul"})
  void aDirectoryThatIsNoJsonObject(String body) {
    server.onGet("/dir", json(200, body));
    assertThatThrownBy(client::directory)
        .isInstanceOf(ProtocolViolationException.class)
        .hasMessageContaining("instead of a JSON object");
  }

  @Test
  void aDirectoryThatLacksWhatItMustHave() {
    server.onGet("/dir", json(200, "{\"newNonce\": \"" + server.url("/nonce") + "\"}"));
    assertThatThrownBy(client::directory)
        .isInstanceOf(ProtocolViolationException.class)
        .hasMessageContaining("lacks a usable member \"newAccount\"");
  }

  @Test
  void rfc8555Section6_1_aDirectoryThatNamesPlainHttp() {
    server.onGet(
        "/dir",
        json(
            200,
            server
                .directory("{}")
                .replace(server.url("/order").toString(), "http://localhost/order")));
    assertThatThrownBy(client::directory)
        .isInstanceOf(ProtocolViolationException.class)
        .hasMessageContaining("not HTTPS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://ca.example/dir",
        "ftp://ca.example/",
        "ca.example",
        "https:///x",
        "file:/etc/passwd"
      })
  void rfc8555Section6_1_aDirectoryUrlThatIsNotHttps(String url) {
    assertThatThrownBy(() -> AcmeClient.builder(URI.create(url)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("HTTPS");
  }

  @Test
  void followsARedirectOfTheDirectoryToHttps() {
    server.onGet("/dir", aResponse().withStatus(302).withHeader("Location", "/real-dir"));
    server.onGet("/real-dir", json(200, server.directory("{}")));
    assertThat(client.directory().newOrder()).isEqualTo(server.url("/order"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost/dir", "file:///etc/passwd", "javascript:alert(1)"})
  void aRedirectOfTheDirectoryToElsewhere(String location) {
    server.onGet("/dir", aResponse().withStatus(301).withHeader("Location", location));
    assertThatThrownBy(client::directory)
        .isInstanceOf(ProtocolViolationException.class)
        .hasMessageContaining("not HTTPS");
  }

  @Test
  void aRedirectWithoutEnd() {
    server.onGet("/dir", aResponse().withStatus(302).withHeader("Location", "/dir"));
    assertThatThrownBy(client::directory)
        .isInstanceOf(ProtocolViolationException.class)
        .hasMessageContaining("redirects more than 3 times");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectOfASignedRequestIsNotFollowed(int status) {
    server.onPost("/order/1", aResponse().withStatus(status).withHeader("Location", "/order/2"));
    server.onPost("/order/2", json(200, server.order("ready")));
    assertThatThrownBy(this::order)
        .isInstanceOf(ProtocolViolationException.class)
        .hasMessageContaining("cannot be redirected");
    assertThat(server.posts("/order/2")).isEmpty();
  }

  @Test
  void aServerWithAnotherCertificate() {
    CertificateChain other = new CertificateChain(List.of(TestCa.root().certificate()));
    try (AcmeClient distrusting =
        AcmeClient.builder(server.url("/dir")).trust(other.toPem()).build()) {
      assertThatThrownBy(distrusting::directory)
          .isInstanceOfSatisfying(
              ServerUnreachableException.class, e -> assertThat(e.isRetryable()).isFalse())
          .hasMessageContaining("its TLS certificate is not trusted")
          .hasMessageContaining("trust(…)");
    }
  }

  @Test
  void trustsTheCertificatesOfAFile(@TempDir Path folder) throws Exception {
    Path pem = Files.writeString(folder.resolve("ca.pem"), server.trustedPem());
    try (AcmeClient trusting = AcmeClient.builder(server.url("/dir")).trust(pem).build()) {
      assertThat(trusting.directory().newNonce()).isEqualTo(server.url("/nonce"));
    }
  }

  @Test
  void aTrustFileThatHoldsSomethingElse(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("ca.pem"), "not a certificate");
    assertThatThrownBy(() -> AcmeClient.builder(server.url("/dir")).trust(file))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("ca.pem");
    assertThatThrownBy(() -> AcmeClient.builder(server.url("/dir")).trust(folder.resolve("none")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> AcmeClient.builder(server.url("/dir")).trust(""))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void aHostThatDoesNotExist() {
    try (AcmeClient lost = AcmeClient.builder(URI.create("https://ca.invalid/dir")).build()) {
      assertThatThrownBy(lost::directory)
          .isInstanceOf(ServerUnreachableException.class)
          .hasMessageContaining("ca.invalid")
          .hasMessageContaining("its name is not in DNS");
    }
  }

  @Test
  void aPortWhereNobodyListens() throws Exception {
    int port;
    try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    try (AcmeClient refused =
        AcmeClient.builder(URI.create("https://localhost:" + port + "/dir")).build()) {
      assertThatThrownBy(refused::directory)
          .isInstanceOf(ServerUnreachableException.class)
          .hasMessageContaining("refused")
          .hasMessageContaining("port " + port);
    }
  }

  @Test
  void aServerThatDoesNotAnswerInTime() {
    server.onGet("/dir", json(200, server.directory("{}")).withFixedDelay(20_000));
    OkHttpClient impatient = new OkHttpClient.Builder().callTimeout(Duration.ofMillis(300)).build();
    try (AcmeClient waiting = server.builder().httpClient(impatient).build()) {
      assertThatThrownBy(waiting::directory)
          .isInstanceOf(ServerUnreachableException.class)
          .hasMessageContaining("did not answer in time");
    }
  }

  /** On HTTP/2, the caller itself waits for the answer; on HTTP/1.1, another thread reads it. */
  @ParameterizedTest
  @CsvSource({"HTTP_1_1, false", "HTTP_1_1, true", "HTTP_2, false", "HTTP_2, true"})
  void aCallerWhoIsInterruptedLeavesASilentServerAtOnceAndCanComeBack(
      Protocol version, boolean isWaiting) {
    Thread caller = Thread.currentThread();
    AtomicBoolean isSilent = new AtomicBoolean();
    Set<Thread> senders = ConcurrentHashMap.newKeySet();
    EventListener interrupter =
        new EventListener() {
          @Override
          public void requestBodyEnd(Call call, long byteCount) {
            if (isSilent.get()) {
              senders.add(Thread.currentThread());
              interrupt(caller, isWaiting);
            }
          }
        };
    OkHttpClient http =
        new OkHttpClient.Builder()
            .protocols(
                version == Protocol.HTTP_2 ? List.of(version, Protocol.HTTP_1_1) : List.of(version))
            .eventListener(interrupter)
            .build();
    server.onPost(
        "/order/1",
        json(200, server.order("ready")),
        json(200, server.order("ready")).withFixedDelay(120_000));
    server.onPost("/order/2", json(200, server.order("valid")));
    try (AcmeClient speaker = server.builder().httpClient(http).build()) {
      speaker.orders().read(server.account(), server.url("/order/1"));
      isSilent.set(true);
      assertThatThrownBy(() -> speaker.orders().read(server.account(), server.url("/order/1")))
          .isInstanceOf(CancelledException.class);
      assertThat(Thread.interrupted()).isTrue();
      isSilent.set(false);
      assertThat(speaker.orders().read(server.account(), server.url("/order/2")).status())
          .isEqualTo(Order.Status.VALID);
    }
    assertThat(senders.contains(caller)).isEqualTo(version == Protocol.HTTP_2);
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void aVirtualThreadNeverWaitsInOkHttpsMonitors() throws Exception {
    Set<String> senders = ConcurrentHashMap.newKeySet();
    EventListener watcher =
        new EventListener() {
          @Override
          public void requestBodyEnd(Call call, long byteCount) {
            senders.add(Thread.currentThread().getName());
          }
        };
    server.onPost("/order/1", json(200, server.order("ready")));
    OkHttpClient http = new OkHttpClient.Builder().eventListener(watcher).build();
    try (AcmeClient speaker = server.builder().httpClient(http).build()) {
      CompletableFuture<Order.Status> last = new CompletableFuture<>();
      Runnable reads =
          () -> {
            speaker.orders().read(server.account(), server.url("/order/1"));
            last.complete(speaker.orders().read(server.account(), server.url("/order/1")).status());
          };
      Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, reads);
      assertThat(last.get()).isEqualTo(Order.Status.READY);
    }
    assertThat(senders).containsExactly("acme-http");
  }

  /** At once, while it is still sending, or as soon as it waits. */
  private static void interrupt(Thread caller, boolean isWaiting) {
    if (!isWaiting) {
      caller.interrupt();
      return;
    }
    new Thread(
            () -> {
              while (caller.getState() != Thread.State.WAITING
                  && caller.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
              }
              caller.interrupt();
            })
        .start();
  }

  @Test
  void anInterruptedCallerIsNotKeptWaiting() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(client::directory).isInstanceOf(CancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
