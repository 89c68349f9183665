package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a client must not send. Each is refused, and none can stop the server. */
class BadInputTest {
  private static Http01Responder responder;
  private static EmbeddedAcmeServer server;

  private final RawClient client = new RawClient(server).withAccount();
  private final RawClient stranger = new RawClient(server).withAccount();

  @BeforeAll
  static void start() {
    responder = new Http01Responder();
    server = EmbeddedAcmeServer.builder().httpPort(responder.port()).start();
  }

  @AfterAll
  static void stop() {
    server.close();
    responder.close();
  }

  /** Everything that takes signed requests, as this client could use it. */
  private Map<String, String> operations() {
    Reply order = client.newOrder("example.com");
    String authorization = order.texts("authorizations").get(0);
    JsonNode challenge = RawClient.challenge(client.read(authorization), "http-01");
    Map<String, String> urls = new LinkedHashMap<>();
    urls.put("newOrder", client.url("newOrder"));
    urls.put("revokeCert", client.url("revokeCert"));
    urls.put("keyChange", client.url("keyChange"));
    urls.put("account", client.kid());
    urls.put("orders", client.read(client.kid()).text("orders"));
    urls.put("order", order.location());
    urls.put("finalize", order.text("finalize"));
    urls.put("authorization", authorization);
    urls.put("challenge", challenge.path("url").asString());
    return urls;
  }

  private void assertAlive() {
    assertThat(client.newOrder("alive.example.com").status()).isEqualTo(201);
  }

  @Test
  void rfc8555Section6_5_wantsANonce() {
    Reply missing = client.post(client.kid(), "", jws -> jws.without("nonce"));
    Reply number = client.post(client.kid(), "", jws -> jws.header("nonce", 7));

    assertThat(missing.refusal()).isEqualTo("400 badNonce");
    assertThat(missing.header("Replay-Nonce")).isPresent();
    assertThat(number.refusal()).isEqualTo("400 malformed");
  }

  @Test
  void rfc8555Section6_2_refusesMacs() {
    assertThat(client.post(client.kid(), "", jws -> jws.header("alg", "HS256")).refusal())
        .isEqualTo("400 badSignatureAlgorithm");
  }

  @Test
  void rfc8555Section6_3_theEmptyPayloadIsForReadingOnly() {
    Map<String, String> urls = operations();

    for (String operation : List.of("newOrder", "revokeCert", "keyChange", "finalize")) {
      assertThat(client.read(urls.get(operation)).refusal())
          .as(operation)
          .isEqualTo("400 malformed");
    }
    assertThat(client.newAccount("").refusal()).isEqualTo("400 malformed");
  }

  @Test
  void rfc8555Section6_3_anEmptyObjectDoesNotRead() {
    Map<String, String> urls = operations();

    for (String operation : List.of("account", "orders", "order", "authorization")) {
      assertThat(client.post(urls.get(operation), "{}").refusal())
          .as(operation)
          .isEqualTo("400 malformed");
    }
  }

  @Test
  void keepsStrangersAwayFromAllThatIsAnAccounts() {
    Map<String, String> urls = operations();
    String csr = TestJson.write(Map.of("csr", TestKey.base64url(TestCsr.der("example.com"))));

    for (String operation : List.of("account", "orders", "order", "authorization", "challenge")) {
      assertThat(stranger.read(urls.get(operation)).refusal())
          .as(operation)
          .isEqualTo("403 unauthorized");
    }
    assertThat(stranger.post(urls.get("finalize"), csr).refusal()).isEqualTo("403 unauthorized");
    assertThat(stranger.post(urls.get("authorization"), "{\"status\":\"deactivated\"}").refusal())
        .isEqualTo("403 unauthorized");
    assertThat(stranger.post(urls.get("challenge"), "{}").refusal()).isEqualTo("403 unauthorized");
  }

  @Test
  void rfc8555Section11_1_refusesTheKeyOfAnyAccountInACertificate() {
    Reply order = client.newOrder("example.com");
    client.validate(order, responder);

    assertThat(
            client
                .finalizeOrder(order, TestCsr.of(stranger.key().pair(), "example.com").der())
                .refusal())
        .isEqualTo("400 badCSR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "7", "\"x\"", "{", "{\"a\":1}{", "\u0000"})
  void refusesPayloadsThatAreNotWhatIsExpected(String payload) {
    operations()
        .forEach(
            (operation, url) ->
                assertThat(client.post(url, payload).refusal())
                    .as(operation)
                    .isEqualTo("400 malformed"));
    assertAlive();
  }

  @Test
  void refusesWhatIsNestedWithoutEnd() {
    String deep = "{\"identifiers\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";

    operations()
        .forEach(
            (operation, url) ->
                assertThat(client.post(url, deep).status()).as(operation).isIn(400, 413));
    assertAlive();
  }

  @Test
  void refusesNumbersWithoutEnd() {
    operations()
        .forEach(
            (operation, url) ->
                assertThat(client.post(url, "{\"reason\":1e999999999}").status())
                    .as(operation)
                    .isBetween(400, 499));
    assertAlive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"identifiers\":{}}",
        "{\"identifiers\":[null]}",
        "{\"identifiers\":[{\"type\":\"dns\"}]}",
        "{\"identifiers\":[{\"type\":\"dns\",\"value\":7}]}",
        "{\"identifiers\":[{\"type\":\"dns\",\"value\":\"a\\u0000.example.com\"}]}",
        "{\"identifiers\":[{\"type\":\"dns\",\"value\":\"a.example.com\"}],\"replaces\":{}}",
        "{\"identifiers\":[{\"type\":\"dns\",\"value\":\"a.example.com\"}],\"profile\":[]}",
        "{\"identifiers\":[{\"type\":\"ip\",\"value\":\"%lo\"}]}",
      })
  void refusesOrdersWithMembersOfOtherTypes(String payload) {
    assertThat(client.post(client.url("newOrder"), payload).refusal()).isEqualTo("400 malformed");
  }

  @Test
  void answersRandomSpoiltRequestsWithoutBreakingDown() {
    Random random = new Random(8555);
    Map<String, String> urls = operations();
    List<String> all = List.copyOf(urls.values());
    for (int i = 0; i < 200; i++) {
      String url = all.get(random.nextInt(all.size()));
      byte[] body =
          client.byAccount(url, "{\"status\":\"x\"}").body().getBytes(StandardCharsets.US_ASCII);
      for (int spoilt = 0; spoilt <= random.nextInt(3); spoilt++) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(128);
      }
      String text = new String(body, StandardCharsets.US_ASCII);

      assertThat(client.send(client.signed(url, text)).status()).as(text).isBetween(400, 499);
    }
    assertAlive();
  }

  @Test
  void answersRandomRequestsToFinalizeWithoutBreakingDown() {
    Random random = new Random(2986);
    Reply order = client.newOrder("example.com");
    client.validate(order, responder);
    byte[] right = TestCsr.der("example.com");
    for (int i = 0; i < 200; i++) {
      byte[] csr = right.clone();
      csr[random.nextInt(csr.length)] ^= (byte) (1 + random.nextInt(255));

      assertThat(client.finalizeOrder(order, csr).refusal()).isEqualTo("400 badCSR");
    }
    assertThat(client.finalizeOrder(order, right).status()).isEqualTo(200);
  }
}
