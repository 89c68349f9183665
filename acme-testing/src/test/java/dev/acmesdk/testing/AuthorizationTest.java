package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AuthorizationTest {
  private static Http01Responder responder;
  private static EmbeddedAcmeServer server;
  private RawClient client;

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

  @BeforeEach
  void withAccount() {
    client = new RawClient(server).withAccount();
  }

  private static List<String> types(Reply authorization) {
    return authorization.elements("challenges").stream()
        .map(challenge -> challenge.path("type").asString())
        .toList();
  }

  @Test
  void rfc8555Section7_1_4_describesAnAuthorization() {
    Reply authorization = client.authorization(client.newOrder("example.com"), 0);

    assertThat(authorization.json().path("identifier"))
        .isEqualTo(TestJson.read("{\"type\":\"dns\",\"value\":\"example.com\"}"));
    assertThat(authorization.text("status")).isEqualTo("pending");
    assertThat(Instant.parse(authorization.text("expires"))).isAfter(Instant.now());
    assertThat(authorization.json().has("wildcard")).isFalse();
    assertThat(types(authorization))
        .containsExactlyInAnyOrder("http-01", "dns-01", "tls-alpn-01", "carrier-pigeon-01");
  }

  @Test
  void rfc8555Section8_1_givesEachChallengeAnUnguessableToken() {
    Reply authorization = client.authorization(client.newOrder("example.com"), 0);

    assertThat(authorization.elements("challenges"))
        .filteredOn(challenge -> !challenge.path("type").asString().startsWith("carrier"))
        .extracting(challenge -> challenge.path("token").asString())
        .doesNotHaveDuplicates()
        .allSatisfy(token -> assertThat(token).matches("[A-Za-z0-9_-]{22,}"));
  }

  @Test
  void rfc8555Section7_1_4_offersOnlyDnsForWildcards() {
    Reply authorization = client.authorization(client.newOrder("*.example.com"), 0);

    assertThat(authorization.json().path("identifier").path("value").asString())
        .isEqualTo("example.com");
    assertThat(authorization.json().path("wildcard").asBoolean()).isTrue();
    assertThat(types(authorization)).containsExactly("dns-01");
  }

  @Test
  void rfc8738Section7_offersNoDnsForAddresses() {
    Reply order =
        client.newOrder(Map.of("identifiers", List.of(Map.of("type", "ip", "value", "127.0.0.1"))));

    assertThat(types(client.authorization(order, 0)))
        .containsExactlyInAnyOrder("http-01", "tls-alpn-01", "carrier-pigeon-01");
  }

  @Test
  void rfc8555Section7_5_1_wantsAnEmptyObjectAsResponse() {
    Reply order = client.newOrder("example.com");
    String url =
        RawClient.challenge(client.authorization(order, 0), "http-01").path("url").asString();

    assertThat(client.post(url, "{\"keyAuthorization\":\"x\"}").refusal())
        .isEqualTo("400 malformed");
    assertThat(client.post(url, "{ }").refusal()).isEqualTo("400 malformed");
    assertThat(client.read(url).text("status")).isEqualTo("pending");
  }

  @Test
  void rfc8555Section7_5_1_showsAChallengeWithALinkToItsAuthorization() {
    Reply order = client.newOrder("example.com");
    JsonNode challenge = RawClient.challenge(client.authorization(order, 0), "http-01");
    Reply read = client.read(challenge.path("url").asString());
    Reply responded = client.respond(challenge);

    assertThat(read.link("up")).contains(order.texts("authorizations").get(0));
    assertThat(responded.link("up")).contains(order.texts("authorizations").get(0));
    assertThat(responded.status()).isEqualTo(200);
    assertThat(responded.text("url")).isEqualTo(challenge.path("url").asString());
  }

  @Test
  void rfc8555Section7_5_1_asksToWaitWhileItValidates() throws Exception {
    try (ServerSocket silent = new ServerSocket(0);
        EmbeddedAcmeServer slow =
            EmbeddedAcmeServer.builder()
                .httpPort(silent.getLocalPort())
                .retryAfter(Duration.ofMillis(1500))
                .start()) {
      RawClient other = new RawClient(slow).withAccount();
      Reply order = other.newOrder("example.com");
      Reply before = other.authorization(order, 0);
      JsonNode challenge = RawClient.challenge(before, "http-01");
      Reply responded = other.respond(challenge);

      assertThat(before.header("Retry-After")).isEmpty();
      assertThat(responded.text("status")).isEqualTo("processing");
      assertThat(responded.header("Retry-After")).contains("2");
      assertThat(other.authorization(order, 0).header("Retry-After")).contains("2");
      assertThat(other.respond(challenge).refusal()).isEqualTo("400 malformed");
    }
  }

  @Test
  void rfc8555Section7_1_6_makesTheOrderReadyWhenAllAreValid() {
    Reply order = client.newOrder("a.example.com", "b.example.com");
    JsonNode first = RawClient.challenge(client.authorization(order, 0), "http-01");
    responder.serve(first.path("token").asString(), client.keyAuthorization(first));
    client.respond(first);
    Reply valid = client.await(order.texts("authorizations").get(0), "pending");

    assertThat(valid.text("status")).isEqualTo("valid");
    assertThat(types(valid)).containsExactly("http-01");
    assertThat(Instant.parse(valid.elements("challenges").get(0).path("validated").asString()))
        .isBeforeOrEqualTo(Instant.now());
    assertThat(client.read(order.location()).text("status")).isEqualTo("pending");
    assertThat(client.respond(first).text("status")).isEqualTo("valid");
    assertThat(client.validate(order, responder).text("status")).isEqualTo("ready");
  }

  @Test
  void rfc8555Section7_1_6_makesTheOrderInvalidWhenOneIs() {
    Reply order = client.newOrder("a.example.com", "b.example.com");
    JsonNode challenge = RawClient.challenge(client.authorization(order, 0), "http-01");
    client.respond(challenge);
    Reply invalid = client.await(order.texts("authorizations").get(0), "pending");
    Reply failed = client.read(order.location());

    assertThat(invalid.text("status")).isEqualTo("invalid");
    assertThat(failed.text("status")).isEqualTo("invalid");
    assertThat(failed.json().path("error").path("type").asString()).endsWith(":unauthorized");
    assertThat(failed.json().path("error").path("identifier"))
        .isEqualTo(invalid.json().path("identifier"));
    assertThat(client.respond(challenge).refusal()).isEqualTo("400 malformed");
  }

  @Test
  void saysWhatItCannotValidate() {
    for (String type : List.of("dns-01", "carrier-pigeon-01")) {
      Reply order = client.newOrder("example.com");
      client.respond(RawClient.challenge(client.authorization(order, 0), type));
      Reply authorization = client.await(order.texts("authorizations").get(0), "pending");
      JsonNode error = authorization.elements("challenges").get(0).path("error");

      assertThat(authorization.text("status")).isEqualTo("invalid");
      assertThat(error.path("type").asString()).endsWith(":serverInternal");
      assertThat(error.path("detail").asString()).contains(type, "dnsServer");
    }
  }

  @Test
  void rfc8555Section7_5_2_deactivatesPendingAuthorizations() {
    Reply order = client.newOrder("example.com");
    String url = order.texts("authorizations").get(0);
    JsonNode challenge = RawClient.challenge(client.read(url), "http-01");
    Reply deactivated = client.post(url, "{\"status\":\"deactivated\"}");

    assertThat(deactivated.status()).isEqualTo(200);
    assertThat(deactivated.text("status")).isEqualTo("deactivated");
    assertThat(client.read(order.location()).text("status")).isEqualTo("invalid");
    assertThat(client.respond(challenge).refusal()).isEqualTo("400 malformed");
    assertThat(client.post(url, "{\"status\":\"deactivated\"}").refusal())
        .isEqualTo("400 malformed");
  }

  @Test
  void rfc8555Section7_5_2_deactivatesValidAuthorizations() {
    Reply order = client.newOrder("example.com");
    client.validate(order, responder);
    client.post(order.texts("authorizations").get(0), "{\"status\":\"deactivated\"}");

    assertThat(client.read(order.location()).text("status")).isEqualTo("invalid");
    assertThat(client.finalizeOrder(order, TestCsr.der("example.com")).refusal())
        .isEqualTo("403 orderNotReady");
  }

  @Test
  void letsClientsSetNoOtherStatus() {
    Reply order = client.newOrder("example.com");
    String url = order.texts("authorizations").get(0);

    assertThat(client.post(url, "{\"status\":\"valid\"}").refusal()).isEqualTo("400 malformed");
    assertThat(client.post(url, "{}").refusal()).isEqualTo("400 malformed");
  }

  @Test
  void keepsAuthorizationsAndChallengesApart() {
    Reply order = client.newOrder("example.com");
    RawClient other = new RawClient(server).withAccount();
    JsonNode challenge = RawClient.challenge(client.authorization(order, 0), "http-01");

    assertThat(other.authorization(order, 0).refusal()).isEqualTo("403 unauthorized");
    assertThat(other.respond(challenge).refusal()).isEqualTo("403 unauthorized");
    assertThat(other.read(order.texts("authorizations").get(0) + "x").refusal())
        .isEqualTo("404 malformed");
    assertThat(other.read(challenge.path("url").asString() + "x").refusal())
        .isEqualTo("404 malformed");
  }

  @Test
  void rfc8555Section7_1_6_letsValidAuthorizationsExpire() {
    MutableClock clock = new MutableClock(Instant.now());
    try (EmbeddedAcmeServer other =
        EmbeddedAcmeServer.builder().httpPort(responder.port()).clock(clock).start()) {
      RawClient early = new RawClient(other).withAccount();
      Reply order = early.newOrder("example.com");
      early.validate(order, responder);
      clock.advance(Duration.ofDays(8));

      assertThat(early.authorization(order, 0).text("status")).isEqualTo("expired");
    }
  }
}
