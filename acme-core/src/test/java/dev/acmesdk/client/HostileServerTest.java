package dev.acmesdk.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.acmesdk.client.FakeAcme.json;
import static dev.acmesdk.client.FakeAcme.problem;
import static dev.acmesdk.client.FakeAcme.protectedHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.error.RateLimitedException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.ServerUnreachableException;
import dev.acmesdk.protocol.Authorization;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Order;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that no honest and healthy CA gives: each becomes a clear error, within bounds. */
@Timeout(60)
class HostileServerTest {
  private final FakeAcme server = new FakeAcme();
  private final AcmeClient client = server.client();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private Order order() {
    return client.order(server.account(), server.url("/order/1"));
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

  @Test
  void anInterruptedCallerIsNotKeptWaiting() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(client::directory).isInstanceOf(CancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EMPTY_RESPONSE",
        "MALFORMED_RESPONSE_CHUNK",
        "RANDOM_DATA_THEN_CLOSE",
        "CONNECTION_RESET_BY_PEER"
      })
  void abrokenConnection(String fault) {
    server.onPost("/order/1", aResponse().withFault(Fault.valueOf(fault)));
    assertThatThrownBy(this::order)
        .isInstanceOfSatisfying(
            ServerUnreachableException.class, e -> assertThat(e.isRetryable()).isTrue());
  }

  @Test
  void aGiantBody() {
    server.onPost("/order/1", json(200, "{\"status\": \"" + "x".repeat(2_000_000) + "\"}"));
    assertThatThrownBy(this::order)
        .isInstanceOf(ProtocolViolationException.class)
        .hasMessageContaining("more than 1048576 bytes");
  }

  @Test
  void aBodyThatUnpacksToAGiant() throws Exception {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    try (java.util.zip.GZIPOutputStream gzip = new java.util.zip.GZIPOutputStream(bytes)) {
      for (int i = 0; i < 50; i++) {
        gzip.write(new byte[1 << 20]);
      }
    }
    server.onGet(
        "/dir",
        aResponse()
            .withHeader("Content-Encoding", "gzip")
            .withBody(bytes.toByteArray())
            .withTransformers());
    assertThatThrownBy(client::directory)
        .isInstanceOf(ProtocolViolationException.class)
        .hasMessageContaining("bytes");
  }

  @Test
  void jsonWithoutBottom() {
    server.onPost("/order/1", json(200, "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)));
    assertThatThrownBy(this::order).isInstanceOf(ProtocolViolationException.class);
  }

  @Test
  void anErrorWithoutProblemDocument() {
    server.onPost(
        "/order/1",
        aResponse()
            .withStatus(503)
            .withHeader("Retry-After", "60")
            .withHeader("Content-Type", "text/html")
            .withBody("<h1>Busy</h1>"));
    assertThatThrownBy(this::order)
        .isInstanceOfSatisfying(
            ProtocolViolationException.class,
            e -> {
              assertThat(e.status()).isEqualTo(503);
              assertThat(e.isRetryable()).isTrue();
              assertThat(e.retryAt()).contains(FakeAcme.NOW.plusSeconds(60));
            })
        .hasMessageContaining("to show the order");
  }

  @Test
  void anErrorThatOnlyClaimsToBeAProblem() {
    server.onPost(
        "/order/1",
        aResponse()
            .withStatus(500)
            .withHeader("Content-Type", "application/problem+json")
            .withBody("oops"));
    assertThatThrownBy(this::order)
        .isInstanceOfSatisfying(
            ProtocolViolationException.class, e -> assertThat(e.status()).isEqualTo(500));
  }

  @Test
  void anEmptyNotFound() {
    server.onPost("/order/1", aResponse().withStatus(404));
    assertThatThrownBy(this::order)
        .isInstanceOf(ProtocolViolationException.class)
        .hasMessageContaining("HTTP status 404");
  }

  @Test
  void rfc8555Section6_6_aRateLimitWithItsEnd() {
    server.onPost(
        "/order/1",
        problem(429, "rateLimited", "too many new orders")
            .withHeader("Retry-After", "3600")
            .withHeader("Link", "<https://ca.example/limits>;rel=\"help\""));
    assertThatThrownBy(this::order)
        .isInstanceOfSatisfying(
            RateLimitedException.class,
            e -> {
              assertThat(e.retryAt()).contains(FakeAcme.NOW.plusSeconds(3600));
              assertThat(e.help()).contains(URI.create("https://ca.example/limits"));
              assertThat(e.isRetryable()).isTrue();
            })
        .hasMessageContaining("too many new orders")
        .hasMessageContaining("2026-11-24T13:00:00Z");
  }

  @Test
  void aRateLimitWithoutWords() {
    server.onPost("/order/1", aResponse().withStatus(429));
    assertThatThrownBy(this::order)
        .isInstanceOfSatisfying(
            RateLimitedException.class, e -> assertThat(e.isRetryable()).isFalse());
  }

  @Test
  void rfc8555Section6_7_1_aProblemWithSubproblems() {
    server.onPost(
        "/order/1",
        aResponse()
            .withStatus(403)
            .withHeader("Content-Type", "application/problem+json; charset=utf-8")
            .withBody(
                """
            {"type": "urn:ietf:params:acme:error:compound", "detail": "two bad\\u001b[31m names", "extra": true,
             "subproblems": [
              {"type": "urn:ietf:params:acme:error:rejectedIdentifier", "detail": "forbidden",
               "identifier": {"type": "dns", "value": "bad.example"}},
              {"type": "urn:ietf:params:acme:error:caa", "identifier": {"type": "martian", "value": "x"}}, 7]}
            """));
    assertThatThrownBy(this::order)
        .isInstanceOfSatisfying(
            RejectedException.class,
            e ->
                assertThat(e.identifiers())
                    .extracting(Object::toString)
                    .containsExactly("bad.example", "martian:x"))
        .hasMessageContaining("two bad [31m names")
        .hasMessageContaining("forbidden (bad.example)");
  }

  @Test
  void rfc8555Section6_5_aRefusedNonceIsReplacedByTheOneInTheAnswer() {
    server.onPost(
        "/order/1",
        problem(400, "badNonce", "used"),
        problem(400, "badNonce", "used again"),
        json(200, server.order("ready")));
    assertThat(order().status()).isEqualTo(Order.Status.READY);
    assertThat(server.log()).filteredOn("HEAD /nonce"::equals).hasSize(1);
    assertThat(server.posts("/order/1"))
        .extracting(request -> protectedHeader(request).get("nonce").stringValue())
        .hasSize(3)
        .doesNotHaveDuplicates();
  }

  @Test
  void aServerThatRefusesEveryNonce() {
    server.onPost("/order/1", problem(400, "badNonce", "never"));
    assertThatThrownBy(this::order)
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> assertThat(e.problem().orElseThrow().text()).isEqualTo("never"));
    assertThat(server.posts("/order/1")).hasSize(150);
  }

  @Test
  void aRefusalThatBringsNoNewNonce() {
    server.onAnything("/order/1", problem(400, "badNonce", "no new one"));
    assertThatThrownBy(this::order).isInstanceOf(RejectedException.class);
    assertThat(server.log()).filteredOn("HEAD /nonce"::equals).hasSize(150);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with space", "with=padding", "ümlaut", "semi;colon"})
  void rfc8555Section6_5_1_ignoresAnInvalidNonce(String nonce) {
    server.onAnything("/nonce", aResponse().withHeader("Replay-Nonce", nonce));
    assertThatThrownBy(this::order)
        .isInstanceOf(ProtocolViolationException.class)
        .hasMessageContaining("gave no usable nonce");
  }

  @Test
  void aNonceResourceWithTrouble() {
    server.onAnything("/nonce", aResponse().withStatus(503));
    assertThatThrownBy(this::order)
        .isInstanceOf(AcmeException.class)
        .hasMessageContaining("the request for a nonce");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "", "a b", "a/b", "a%2fb", "t\\u0000"})
  void rfc8555Section8_3_aTokenThatIsNotBase64url(String token) {
    server.onPost(
        "/authz/1",
        json(
            200,
            """
            {"identifier": {"type": "dns", "value": "example.com"}, "status": "pending",
             "challenges": [{"type": "http-01", "url": "%s", "token": "%s", "status": "pending"}]}
            """
                .formatted(server.url("/challenge/1"), token)));
    Authorization authorization = client.authorization(server.account(), server.url("/authz/1"));
    assertThat(authorization.challenges()).singleElement().isInstanceOf(Challenge.Unknown.class);
  }

  @Test
  void challengesOfTheFutureDoNoHarm() {
    server.onPost(
        "/authz/1",
        json(
            200,
            """
            {"identifier": {"type": "dns", "value": "example.com"}, "status": "dreaming", "expires": "soon",
             "challenges": [
              {"type": "dns-persist-01", "url": "%1$s", "issuer-domain-names": ["ca.example"], "status": "pending"},
              {"type": "dns-persist-01", "url": "%1$s", "issuer-domain-names": ["CA.example"]},
              {"type": "dns-persist-01", "url": "%1$s"},
              {"type": "dns-account-01", "url": "%1$s", "token": "abc"},
              {"type": "tls-alpn-01", "url": "%1$s", "token": "abc"},
              {"type": "dns-01", "url": "%1$s", "token": "abc"},
              {"type": "http-01", "url": "http://not-https.example/", "token": "abc"},
              {"type": "http-01", "token": "abc"},
              {"type": 7, "url": "%1$s"}, "text", null,
              {"type": "http-01", "url": "%1$s", "token": "abc", "status": "pondering"}]}
            """
                .formatted(server.url("/challenge/1"))));
    Authorization authorization = client.authorization(server.account(), server.url("/authz/1"));
    assertThat(authorization.status()).isEqualTo(Authorization.Status.UNKNOWN);
    assertThat(authorization.expires()).isNull();
    assertThat(authorization.challenges())
        .extracting(challenge -> challenge.getClass().getSimpleName())
        .containsExactly(
            "DnsPersist01",
            "Unknown",
            "Unknown",
            "DnsAccount01",
            "TlsAlpn01",
            "Dns01",
            "Unknown",
            "Http01");
  }

  @Test
  void anOrderWithoutLocation() {
    server.onPost("/order", json(201, server.order("pending")));
    assertThatThrownBy(
            () ->
                client.newOrder(
                    server.account(),
                    NewOrder.of(List.of(dev.acmesdk.protocol.Identifier.dns("example.com")))))
        .isInstanceOf(ProtocolViolationException.class)
        .hasMessageContaining("did not tell its URL");
  }

  @Test
  void anOrderThatIsValidWithoutACertificate() {
    server.onPost(
        "/order/1",
        json(200, "{\"status\": \"valid\", \"finalize\": \"" + server.url("/finalize") + "\"}"));
    Order order = order();
    assertThatThrownBy(() -> client.certificate(server.account(), order))
        .isInstanceOf(ProtocolViolationException.class)
        .hasMessageContaining("names no certificate");
  }

  @Test
  void rfc8555Section11_4_aCertificateWithAPrivateKeyInIt() {
    TestCa.Issued issued = TestCa.root().leaf("example.com").issue();
    String evil =
        issued.chain().toPem() + dev.acmesdk.crypto.Pem.encodePrivateKey(issued.key().getPrivate());
    server.onPost("/order/1", json(200, server.order("valid")));
    server.onPost("/certificate", aResponse().withBody(evil));
    Order order = order();
    assertThatThrownBy(() -> client.certificate(server.account(), order))
        .isInstanceOf(ProtocolViolationException.class)
        .hasMessageContaining("PRIVATE KEY");
  }

  @Test
  void aThousandSubproblemsAreNotAllKept() {
    String sub = "{\"type\": \"urn:ietf:params:acme:error:dns\", \"detail\": \"x\"}";
    server.onPost(
        "/order/1",
        aResponse()
            .withStatus(403)
            .withHeader("Content-Type", "application/problem+json")
            .withBody(
                "{\"type\": \"about:blank\", \"subproblems\": ["
                    + String.join(",", IntStream.range(0, 1000).mapToObj(i -> sub).toList())
                    + "]}"));
    assertThatThrownBy(this::order)
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> assertThat(e.problem().orElseThrow().subproblems()).hasSize(200));
  }
}
