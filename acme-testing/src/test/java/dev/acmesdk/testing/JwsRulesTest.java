package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JwsRulesTest {
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

  private Reply read(UnaryOperator<JwsRequest> spoil) {
    return client.post(client.kid(), "", spoil);
  }

  private Reply send(String body) {
    return client.send(client.signed(client.kid(), body));
  }

  @Test
  void takesWhatIsRight() {
    assertThat(read(jws -> jws).status()).isEqualTo(200);
  }

  @Test
  void rfc8555Section6_2_refusesAnUnprotectedHeader() {
    assertThat(read(jws -> jws.member("header", Map.of("kid", "x"))).refusal())
        .isEqualTo("400 malformed");
  }

  @Test
  void rfc8555Section6_2_refusesSeveralSignatures() {
    assertThat(read(jws -> jws.member("signatures", List.of())).refusal())
        .isEqualTo("400 malformed");
  }

  @Test
  void rfc8555Section6_2_refusesTheUnencodedPayloadOption() {
    assertThat(read(jws -> jws.header("b64", false)).refusal()).isEqualTo("400 malformed");
    assertThat(read(jws -> jws.header("crit", List.of("b64"))).refusal())
        .isEqualTo("400 malformed");
  }

  @Test
  void rfc8555Section6_2_refusesOtherSerializations() {
    assertThat(send("eyJ.eyJ.eyJ").refusal()).isEqualTo("400 malformed");
    assertThat(send("[]").refusal()).isEqualTo("400 malformed");
    assertThat(send("").refusal()).isEqualTo("400 malformed");
    assertThat(send("{\"protected\":\"\",\"payload\":\"\"}").refusal()).isEqualTo("400 malformed");
  }

  @Test
  void refusesMembersThatComeTwiceAndTextAfterTheEnd() {
    String body = client.byAccount(client.kid(), "").body();

    assertThat(send(body.replace("{\"protected\"", "{\"payload\":\"\",\"protected\"")).refusal())
        .isEqualTo("400 malformed");
    assertThat(send(body + "{}").refusal()).isEqualTo("400 malformed");
  }

  @Test
  void rfc8555Section6_1_refusesPadding() {
    Reply reply =
        client.post(
            client.url("newOrder"),
            "{\"identifiers\":[] }",
            jws -> jws.encoding(text -> text + "=".repeat((4 - text.length() % 4) % 4)));

    assertThat(reply.refusal()).isEqualTo("400 malformed");
    assertThat(reply.text("detail")).contains("padding");
  }

  @Test
  void rfc7515Section2_refusesTheOtherAlphabetAndStrayBits() {
    assertThat(read(jws -> jws.encoding(text -> "ab+/")).text("detail")).contains("not base64url");
    assertThat(read(jws -> jws.encoding(text -> "e31")).text("detail")).contains("stray bits");
  }

  @Test
  void rfc8555Section6_2_namesItsAlgorithmsWhenItKnowsNotTheOneUsed() {
    Reply reply = read(jws -> jws.header("alg", "HS256"));

    assertThat(reply.refusal()).isEqualTo("400 badSignatureAlgorithm");
    assertThat(reply.texts("algorithms"))
        .containsExactlyInAnyOrder("ES256", "ES384", "ES512", "RS256");
    assertThat(read(jws -> jws.header("alg", "none")).refusal())
        .isEqualTo("400 badSignatureAlgorithm");
  }

  @Test
  void refusesAnAlgorithmThatDoesNotGoWithTheKey() {
    assertThat(read(jws -> jws.header("alg", "RS256")).refusal()).isEqualTo("400 malformed");
    assertThat(read(jws -> jws.header("alg", "ES384")).refusal()).isEqualTo("400 malformed");
  }

  @Test
  void rfc8555Section6_2_wantsTheAccountUrlForAllButNewAccounts() {
    assertThat(read(jws -> jws.without("kid").header("jwk", client.key().jwk())).refusal())
        .isEqualTo("400 malformed");
    assertThat(read(jws -> jws.header("jwk", client.key().jwk())).refusal())
        .isEqualTo("400 malformed");
    assertThat(read(jws -> jws.without("kid")).refusal()).isEqualTo("400 malformed");
  }

  @Test
  void rfc8555Section6_2_wantsTheKeyForNewAccounts() {
    assertThat(client.newAccount("{}", jws -> jws.header("kid", client.kid())).refusal())
        .isEqualTo("400 malformed");
    assertThat(
            client
                .newAccount("{}", jws -> jws.without("jwk").header("kid", client.kid()))
                .refusal())
        .isEqualTo("400 malformed");
  }

  @Test
  void refusesAccountsThatDoNotExist() {
    assertThat(read(jws -> jws.header("kid", client.kid() + "x")).refusal())
        .isEqualTo("400 accountDoesNotExist");
  }

  @Test
  void rfc8555Section6_4_wantsTheUrlOfTheRequest() {
    Reply other = read(jws -> jws.header("url", client.url("newOrder")));
    Reply host = read(jws -> jws.header("url", client.kid().replace("127.0.0.1", "localhost")));

    assertThat(other.refusal()).isEqualTo("400 malformed");
    assertThat(other.text("detail")).contains("'url' incorrect");
    assertThat(host.refusal()).isEqualTo("400 malformed");
    assertThat(read(jws -> jws.without("url")).refusal()).isEqualTo("400 malformed");
  }

  @Test
  void refusesWrongSignatures() {
    Reply reply =
        read(
            jws ->
                jws.signature(
                    octets -> {
                      octets[10] ^= 1;
                      return octets;
                    }));

    assertThat(reply.refusal()).isEqualTo("400 malformed");
    assertThat(reply.text("detail")).startsWith("JWS verification error");
  }

  @Test
  void rfc8555Section6_2_checksTheKeyOfTheAccountAndNotAnyKey() {
    RawClient other = new RawClient(server);
    other.kid(client.kid());

    assertThat(other.read(client.kid()).refusal()).isEqualTo("400 malformed");
  }

  @Test
  void rfc7518Section3_4_refusesDerSignatures() {
    Reply reply = read(jws -> jws.signWith("SHA256withECDSA"));

    assertThat(reply.refusal()).isEqualTo("400 malformed");
    assertThat(reply.text("detail")).contains("64 octets");
  }

  @Test
  void rfc7518Section3_4_refusesShortSignatures() {
    assertThat(read(jws -> jws.signature(octets -> Arrays.copyOf(octets, 62))).refusal())
        .isEqualTo("400 malformed");
  }

  @Test
  void rfc8555Section6_3_wantsAnEmptyPayloadForReading() {
    Reply order = client.newOrder("example.com");
    Reply object = client.post(order.location(), "{}");

    assertThat(object.refusal()).isEqualTo("400 malformed");
    assertThat(object.text("detail")).contains("zero-length");
    assertThat(client.post(order.location(), "null").refusal()).isEqualTo("400 malformed");
    assertThat(client.post(client.kid(), "{}").refusal()).isEqualTo("400 malformed");
  }
}
