package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransportRulesTest {
  private static EmbeddedAcmeServer server;
  private RawClient client;

  @BeforeAll
  static void start() {
    server = EmbeddedAcmeServer.builder().start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void withAccount() {
    client = new RawClient(server).withAccount();
  }

  private HttpRequest.Builder readingTheAccount() {
    return client.signed(client.kid(), client.byAccount(client.kid(), "").body());
  }

  @Test
  void rfc8555Section6_1_refusesRequestsWithoutUserAgent() {
    Reply get =
        client.send(client.request(client.url("newNonce")).setHeader("User-Agent", "").GET());
    Reply post = client.send(readingTheAccount().setHeader("User-Agent", ""));

    assertThat(get.refusal()).isEqualTo("400 malformed");
    assertThat(post.refusal()).isEqualTo("400 malformed");
    assertThat(post.text("detail")).contains("User-Agent");
  }

  @Test
  void rfc8555Section6_2_refusesOtherContentTypes() {
    Reply json = client.send(readingTheAccount().setHeader("Content-Type", "application/json"));
    Reply parameter =
        client.send(
            readingTheAccount().setHeader("Content-Type", "application/jose+json; charset=utf-8"));

    assertThat(json.refusal()).isEqualTo("415 malformed");
    assertThat(parameter.refusal()).isEqualTo("415 malformed");
  }

  @Test
  void rfc8555Section6_5_1_refusesAReplayNonceHeaderInARequest() {
    Reply reply = client.send(readingTheAccount().header("Replay-Nonce", client.nonce()));

    assertThat(reply.refusal()).isEqualTo("400 malformed");
    assertThat(reply.text("detail")).contains("Replay-Nonce");
  }

  @Test
  void rfc8555Section6_3_refusesToServeResourcesByGet() {
    Reply reply = client.get(client.kid());

    assertThat(reply.refusal()).isEqualTo("405 malformed");
    assertThat(reply.header("Allow")).contains("POST");
  }

  @Test
  void refusesToTakeThePostOfADirectory() {
    Reply reply = client.post(server.directory().toString(), "");

    assertThat(reply.refusal()).isEqualTo("405 malformed");
  }

  @Test
  void refusesBodiesThatLetsEncryptWouldNotRead() {
    Reply reply =
        client.send(
            client
                .request(client.url("newOrder"))
                .setHeader("Content-Type", "application/jose+json")
                .POST(BodyPublishers.ofString("x".repeat(50_001))));

    assertThat(reply.refusal()).isEqualTo("413 malformed");
  }

  @Test
  void takesBodiesOfUnknownLength() {
    byte[] body = client.byAccount(client.kid(), "").body().getBytes(StandardCharsets.US_ASCII);
    Reply reply =
        client.send(
            client
                .request(client.kid())
                .setHeader("Content-Type", "application/jose+json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));

    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void rfc8555Section6_7_describesErrorsAsProblems() {
    Reply reply = client.post(client.url("newOrder"), "{}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.header("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(reply.text("type")).isEqualTo("urn:ietf:params:acme:error:malformed");
    assertThat(reply.text("detail")).isNotEmpty();
    assertThat(reply.json().path("status").asInt()).isEqualTo(400);
  }

  @Test
  void answers404ForWhatItDoesNotHave() {
    String base = server.directory().resolve("/").toString();

    assertThat(client.get(base + "nowhere").refusal()).isEqualTo("404 malformed");
    assertThat(client.get(client.url("newNonce") + "/more").refusal()).isEqualTo("404 malformed");
    assertThat(client.read(client.newOrder("a.example.com").location() + "x").refusal())
        .isEqualTo("404 malformed");
  }

  @Test
  void rfc8555Section7_1_linksToTheDirectoryFromEverywhereElse() {
    String directory = server.directory().toString();

    assertThat(client.read(client.kid()).link("index")).contains(directory);
    assertThat(client.head(client.url("newNonce")).link("index")).contains(directory);
    assertThat(client.post(client.url("newOrder"), "{}").link("index")).contains(directory);
    assertThat(client.get(directory).link("index")).isEmpty();
  }
}
