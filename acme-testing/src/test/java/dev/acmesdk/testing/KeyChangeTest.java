package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KeyChangeTest {
  private static EmbeddedAcmeServer server;
  private static Http01Responder responder;

  private final RawClient client = new RawClient(server).withAccount();
  private final String url = client.url("keyChange");
  private final TestKey newKey = TestKey.es384();

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

  private String inner(
      TestKey key, String account, Object oldKey, UnaryOperator<JwsRequest> spoil) {
    String payload = TestJson.write(Map.of("account", account, "oldKey", oldKey));
    JwsRequest inner =
        new JwsRequest(key, "", url, payload).without("nonce").header("jwk", key.jwk());
    return spoil.apply(inner).body();
  }

  private Reply change(UnaryOperator<JwsRequest> spoil) {
    return client.post(url, inner(newKey, client.kid(), client.key().jwk(), spoil));
  }

  private Reply change(TestKey key) {
    return client.post(url, inner(key, client.kid(), client.key().jwk(), UnaryOperator.identity()));
  }

  private Reply readWith(TestKey key) {
    RawClient other = new RawClient(server, key);
    other.kid(client.kid());
    return other.read(client.kid());
  }

  @Test
  void rfc8555Section7_3_5_changesTheKey() {
    Reply reply = change(newKey);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(readWith(newKey).status()).isEqualTo(200);
    assertThat(client.read(client.kid()).refusal()).isEqualTo("400 malformed");
    assertThat(new RawClient(server, newKey).newAccount("{\"onlyReturnExisting\":true}").location())
        .isEqualTo(client.kid());
    assertThat(
            new RawClient(server, client.key())
                .newAccount("{\"onlyReturnExisting\":true}")
                .refusal())
        .isEqualTo("400 accountDoesNotExist");
  }

  @Test
  void rfc8555Section7_3_5_tellsWhoseKeyItIsAlready() {
    RawClient other = new RawClient(server).withAccount();
    Reply reply = change(other.key());

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.location()).isEqualTo(other.kid());
    assertThat(client.read(client.kid()).status()).isEqualTo(200);
  }

  @Test
  void rfc8555Section7_3_5_refusesAnInnerNonce() {
    assertThat(change(inner -> inner.header("nonce", client.nonce())).refusal())
        .isEqualTo("400 malformed");
  }

  @Test
  void rfc8555Section7_3_5_refusesAnotherInnerUrl() {
    assertThat(change(inner -> inner.header("url", client.kid())).refusal())
        .isEqualTo("400 malformed");
  }

  @Test
  void rfc8555Section7_3_5_wantsTheNewKeyInTheInnerHeader() {
    assertThat(change(inner -> inner.without("jwk")).refusal()).isEqualTo("400 malformed");
    assertThat(change(inner -> inner.header("kid", client.kid())).refusal())
        .isEqualTo("400 malformed");
  }

  @Test
  void rfc8555Section7_3_5_refusesAWrongInnerSignature() {
    assertThat(change(inner -> inner.signature(octets -> new byte[octets.length])).refusal())
        .isEqualTo("400 malformed");
    assertThat(change(inner -> inner.header("alg", "HS256")).refusal())
        .isEqualTo("400 badSignatureAlgorithm");
  }

  @Test
  void rfc8555Section7_3_5_refusesAnotherAccount() {
    String other = new RawClient(server).withAccount().kid();

    assertThat(
            client
                .post(url, inner(newKey, other, client.key().jwk(), UnaryOperator.identity()))
                .refusal())
        .isEqualTo("400 malformed");
  }

  @Test
  void rfc8555Section7_3_5_refusesAnotherOldKey() {
    assertThat(
            client
                .post(url, inner(newKey, client.kid(), newKey.jwk(), UnaryOperator.identity()))
                .refusal())
        .isEqualTo("400 malformed");
    assertThat(client.post(url, "{}").refusal()).isEqualTo("400 malformed");
  }

  @Test
  void rfc8555Section11_1_refusesTheKeyOfACertificate() {
    Reply order = client.newOrder("keys.example.com");
    client.validate(order, responder);
    client.finalizeOrder(order, TestCsr.of(newKey.pair(), "keys.example.com").der());

    assertThat(change(newKey).refusal()).isEqualTo("400 badPublicKey");
    assertThat(new RawClient(server, newKey).newAccount("{}").refusal())
        .isEqualTo("400 badPublicKey");
  }

  @Test
  void rfc8555Section8_1_newKeysCountForChallengesThatAreOpen() {
    Reply order = client.newOrder("open.example.com");
    change(newKey);
    RawClient later = new RawClient(server, newKey);
    later.kid(client.kid());

    assertThat(later.validate(order, responder).text("status")).isEqualTo("ready");
  }
}
