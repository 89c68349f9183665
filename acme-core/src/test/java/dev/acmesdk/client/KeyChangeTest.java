package dev.acmesdk.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.acmesdk.client.FakeAcme.json;
import static dev.acmesdk.client.FakeAcme.payload;
import static dev.acmesdk.client.FakeAcme.problem;
import static dev.acmesdk.client.FakeAcme.protectedHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.error.AccountKeyInUseException;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.ServerUnreachableException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.ProblemType;
import java.security.Signature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** New keys for accounts (RFC 8555 section 7.3.5). */
@Timeout(60)
class KeyChangeTest {
  private final FakeAcme server = new FakeAcme();
  private final AcmeClient client = server.client();
  private final AcmeClient patient = server.builder().retries(RetryPolicy.DEFAULT).build();
  private final AccountKey newKey = AccountKey.generate();
  private final AccountCredentials changed = new AccountCredentials(server.account().url(), newKey);

  @AfterEach
  void stop() {
    client.close();
    patient.close();
    server.close();
  }

  private static ResponseDefinitionBuilder lost() {
    return aResponse().withFault(Fault.EMPTY_RESPONSE);
  }

  private static ResponseDefinitionBuilder none() {
    return problem(400, "accountDoesNotExist", "none");
  }

  private ResponseDefinitionBuilder account(String path) {
    return json(200, "{\"status\": \"valid\"}").withHeader("Location", server.url(path).toString());
  }

  @Test
  void rfc8555Section7_3_5_bothKeysSignTheChange() throws Exception {
    server.onPost("/key", aResponse().withStatus(200));
    assertThat(client.accounts().changeKey(server.account(), newKey)).isEqualTo(changed);
    var request = server.posts("/key").get(0);
    JsonNode outer = protectedHeader(request);
    assertThat(outer.propertyNames()).containsExactlyInAnyOrder("alg", "nonce", "url", "kid");
    assertThat(outer.get("kid").stringValue()).isEqualTo(server.account().url().toString());
    InnerJws inner = InnerJws.of(payload(request));
    assertThat(inner.header().propertyNames()).containsExactlyInAnyOrder("alg", "url", "jwk");
    assertThat(inner.header().get("url")).isEqualTo(outer.get("url"));
    assertThat(inner.header().get("jwk").toString()).isEqualTo(newKey.jwk().toJson());
    assertThat(inner.payload().propertyNames()).containsExactlyInAnyOrder("account", "oldKey");
    assertThat(inner.payload().get("account").stringValue())
        .isEqualTo(server.account().url().toString());
    assertThat(inner.payload().get("oldKey").toString())
        .isEqualTo(server.account().key().jwk().toJson());
    Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
    verifier.initVerify(newKey.publicKey());
    verifier.update(inner.signedOctets());
    assertThat(verifier.verify(inner.signatureOctets())).isTrue();
    assertThat(server.posts("/account")).isEmpty();
  }

  @Test
  void rfc8555Section7_3_5_aConflictNamesTheAccountThatHasTheKey() {
    server.onPost(
        "/key",
        problem(409, "malformed", "key in use")
            .withHeader("Location", server.url("/account/9").toString()));
    assertThatThrownBy(() -> patient.accounts().changeKey(server.account(), newKey))
        .isInstanceOfSatisfying(
            AccountKeyInUseException.class,
            e -> {
              assertThat(e.holder()).contains(server.url("/account/9"));
              assertThat(e.problem().orElseThrow().detail()).isEqualTo("key in use");
              assertThat(e.isRetryable()).isFalse();
            })
        .hasMessageContaining(server.url("/account/9").toString())
        .hasMessageContaining(server.account().url().toString());
    assertThat(server.posts("/key")).hasSize(1);
  }

  @Test
  void rfc8555Section7_3_5_aConflictWithoutLocationIsLookedInto() {
    server.onPost("/key", problem(409, "malformed", "key in use"));
    server.onPost("/account", account("/account/9"));
    assertThatThrownBy(() -> client.accounts().changeKey(server.account(), newKey))
        .isInstanceOfSatisfying(
            AccountKeyInUseException.class,
            e -> assertThat(e.holder()).contains(server.url("/account/9")));
    server.onPost("/account", none());
    assertThatThrownBy(() -> client.accounts().changeKey(server.account(), newKey))
        .isInstanceOfSatisfying(
            AccountKeyInUseException.class, e -> assertThat(e.holder()).isEmpty())
        .hasMessageContaining("another account");
  }

  @Test
  void rfc8555Section7_3_5_aConflictWithTheAccountItselfMeansThatItIsDone() {
    server.onPost(
        "/key",
        problem(409, "malformed", "key in use")
            .withHeader("Location", server.account().url().toString()));
    assertThat(client.accounts().changeKey(server.account(), newKey)).isEqualTo(changed);
  }

  @Test
  void rfc8555Section7_3_5_aChangeOfWhichTheAnswerGotLostIsFoundByTheNewKey() {
    server.onPost("/key", lost());
    server.onPost("/account", account("/account/1"));
    assertThat(patient.accounts().changeKey(server.account(), newKey)).isEqualTo(changed);
    assertThat(server.posts("/key")).hasSize(1);
    assertThat(payload(server.posts("/account").get(0))).isEqualTo("{\"onlyReturnExisting\":true}");
    assertThat(protectedHeader(server.posts("/account").get(0)).get("jwk").toString())
        .isEqualTo(newKey.jwk().toJson());
  }

  @Test
  void rfc8555Section7_3_5_aChangeThatDidNotArriveIsSentAgain() {
    server.onPost("/key", lost(), aResponse().withStatus(200));
    server.onPost("/account", none());
    assertThat(patient.accounts().changeKey(server.account(), newKey)).isEqualTo(changed);
    assertThat(server.posts("/key")).hasSize(2);
  }

  @Test
  void rfc8555Section7_3_5_aLostAnswerMayHaveBeenAConflict() {
    server.onPost("/key", lost());
    server.onPost("/account", account("/account/9"));
    assertThatThrownBy(() -> patient.accounts().changeKey(server.account(), newKey))
        .isInstanceOfSatisfying(
            AccountKeyInUseException.class,
            e -> assertThat(e.holder()).contains(server.url("/account/9")));
  }

  @Test
  void rfc8555Section7_3_5_aSecondCallFindsWhatTheFirstHasDone() {
    server.onPost("/key", lost(), problem(400, "malformed", "JWS verification error"));
    server.onPost("/account", account("/account/1"));
    assertThatThrownBy(() -> client.accounts().changeKey(server.account(), newKey))
        .isInstanceOf(ServerUnreachableException.class);
    assertThat(client.accounts().changeKey(server.account(), newKey)).isEqualTo(changed);
  }

  @Test
  void rfc8555Section7_3_5_aRefusalStaysOneIfTheNewKeyHasNoAccount() {
    server.onPost("/key", problem(400, "badPublicKey", "too weak"));
    server.onPost("/account", none(), problem(500, "serverInternal", "trouble"));
    assertThatThrownBy(() -> client.accounts().changeKey(server.account(), newKey))
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> assertThat(e.kind()).isEqualTo(ProblemType.BAD_PUBLIC_KEY))
        .hasNoSuppressedExceptions();
    assertThatThrownBy(() -> client.accounts().changeKey(server.account(), newKey))
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ProblemType.BAD_PUBLIC_KEY);
              assertThat(e.getSuppressed()).hasSize(1);
            });
  }

  @Test
  void rfc8555Section7_3_5_aRefusalBecauseOfAnotherHolderSaysWho() {
    server.onPost("/key", problem(500, "serverInternal", "unique constraint"));
    server.onPost("/account", account("/account/9"));
    assertThatThrownBy(() -> client.accounts().changeKey(server.account(), newKey))
        .isInstanceOf(AccountKeyInUseException.class);
  }

  @Test
  void anAnswerThatIsNoneIsOne() {
    server.onPost("/key", aResponse().withStatus(302));
    assertThatThrownBy(() -> client.accounts().changeKey(server.account(), newKey))
        .isInstanceOf(ProtocolViolationException.class);
  }

  @Test
  void rfc8555Section11_1_refusesTheKeyThatTheAccountHas() {
    assertThatThrownBy(() -> client.accounts().changeKey(server.account(), server.account().key()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("has this key already");
    assertThat(server.count()).isZero();
  }

  @Test
  void rfc8555Section7_1_1_refusesWhereTheCaDoesNotChangeKeys() {
    server.onGet("/dir", json(200, server.directory("{}").replace("keyChange", "noKeyChange")));
    assertThatThrownBy(() -> client.accounts().changeKey(server.account(), newKey))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("does not change account keys");
    assertThat(server.log()).containsExactly("GET /dir");
  }
}
