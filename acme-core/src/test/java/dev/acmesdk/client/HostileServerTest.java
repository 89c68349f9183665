package dev.acmesdk.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.acmesdk.client.FakeAcme.json;
import static dev.acmesdk.client.FakeAcme.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.error.RateLimitedException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.ServerUnreachableException;
import dev.acmesdk.protocol.Authorization;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Order;
import dev.acmesdk.tls.TlsServer;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
    return client.orders().read(server.account(), server.url("/order/1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EMPTY_RESPONSE", "MALFORMED_RESPONSE_CHUNK", "CONNECTION_RESET_BY_PEER"})
  void aBrokenConnection(String fault) {
    server.onPost("/order/1", aResponse().withFault(Fault.valueOf(fault)));
    assertThatThrownBy(this::order)
        .isInstanceOfSatisfying(
            ServerUnreachableException.class, e -> assertThat(e.isRetryable()).isTrue());
  }

  @Test
  void aServerThatDoesNotSpeakHttp() throws Exception {
    TestCa ca = TestCa.root();
    try (TlsServer gibberish = TlsServer.presenting(ca.leaf("localhost").issue());
        AcmeClient puzzled =
            AcmeClient.builder(URI.create("https://localhost:" + gibberish.port() + "/dir"))
                .trust(new CertificateChain(List.of(ca.rootCertificate())).toPem())
                .build()) {
      assertThatThrownBy(puzzled::directory).isInstanceOf(ServerUnreachableException.class);
    }
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
    Authorization authorization =
        client.orders().authorization(server.account(), server.url("/authz/1"));
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
    Authorization authorization =
        client.orders().authorization(server.account(), server.url("/authz/1"));
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
                client
                    .orders()
                    .place(
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
    assertThatThrownBy(() -> client.certificates().download(server.account(), order))
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
    assertThatThrownBy(() -> client.certificates().download(server.account(), order))
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
