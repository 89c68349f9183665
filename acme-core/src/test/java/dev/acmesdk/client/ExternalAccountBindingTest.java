package dev.acmesdk.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.acmesdk.client.FakeAcme.json;
import static dev.acmesdk.client.FakeAcme.payload;
import static dev.acmesdk.client.FakeAcme.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.acmesdk.client.ExternalAccount.Algorithm;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.error.ExternalAccountRequiredException;
import dev.acmesdk.error.RateLimitedException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.protocol.ProblemType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Accounts for a CA's customers (RFC 8555 section 7.3.4). */
@Timeout(60)
class ExternalAccountBindingTest {
  private static final ExternalAccount EXTERNAL = ExternalAccount.of("kid-1", new byte[64]);

  private final FakeAcme server = new FakeAcme();
  private final AcmeClient client = server.client();
  private final AccountKey key = AccountKey.generate();
  private final NewAccount request =
      new NewAccount(List.of("mailto:a@b.example"), true).withExternalAccount(EXTERNAL);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private ResponseDefinitionBuilder account(int status) {
    return json(status, "{\"status\": \"valid\"}")
        .withHeader("Location", server.url("/account/7").toString());
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void rfc8555Section7_3_4_bindsTheAccountKeyToTheExternalAccount(Algorithm algorithm) {
    server.onGet("/dir", json(200, server.directory("{\"externalAccountRequired\": true}")));
    server.onPost("/account", account(201));
    ExternalAccount external = EXTERNAL.withAlgorithm(algorithm);
    client.accounts().create(key, request.withExternalAccount(external));
    JsonNode sent = JsonMapper.shared().readTree(payload(server.posts("/account").get(0)));
    assertThat(sent.get("termsOfServiceAgreed").booleanValue()).isTrue();
    assertThat(sent.get("contact").get(0).stringValue()).isEqualTo("mailto:a@b.example");
    InnerJws binding = InnerJws.of(sent.get("externalAccountBinding"));
    assertThat(binding.header().propertyNames()).containsExactly("alg", "kid", "url");
    assertThat(binding.header().get("alg").stringValue()).isEqualTo(algorithm.name());
    assertThat(binding.header().get("kid").stringValue()).isEqualTo("kid-1");
    assertThat(binding.header().get("url").stringValue())
        .isEqualTo(server.url("/account").toString());
    assertThat(binding.payload().toString()).isEqualTo(key.jwk().toJson());
    assertThat(binding.signatureOctets()).isEqualTo(external.sign(binding.signedOctets()));
  }

  @Test
  void rfc8555Section7_3_4_bindsOnlyWhenItCreates() {
    server.onGet("/dir", json(200, server.directory("{\"externalAccountRequired\": true}")));
    server.onPost("/account", account(200));
    client.accounts().find(key);
    assertThat(payload(server.posts("/account").get(0))).isEqualTo("{\"onlyReturnExisting\":true}");
  }

  @Test
  void rfc8555Section7_3_4_saysHowToGiveTheCredentialsThatTheCaWants() {
    // As SSL.com does it: nothing in the directory, and a refusal then.
    server.onPost("/account", problem(403, "externalAccountRequired", "EAB please"));
    assertThatThrownBy(() -> client.accounts().create(key, request.withExternalAccount(null)))
        .isInstanceOf(ExternalAccountRequiredException.class)
        .hasMessageContaining(server.url("/dir").toString())
        .hasMessageContaining("externalAccount(keyId, macKey)")
        .satisfies(
            e ->
                assertThat(((ExternalAccountRequiredException) e).problem().orElseThrow().detail())
                    .isEqualTo("EAB please"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unauthorized", "malformed", "externalAccountRequired"})
  void rfc8555Section7_3_4_saysWhatMayBeWrongWithRefusedCredentials(String type) {
    server.onPost(
        "/account",
        problem(403, type, "unknown kid"),
        problem(400, "accountDoesNotExist", "no account"));
    assertThatThrownBy(() -> client.accounts().create(key, request))
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> {
              assertThat(e.kind().urn()).endsWith(":" + type);
              assertThat(e.isRetryable()).isFalse();
              assertThat(e.getSuppressed()).hasSize(1);
            })
        .hasMessageContaining("unknown kid")
        .hasMessageContaining("used up, expired (Google's after 7 days)")
        .hasMessageContaining("environment");
  }

  @Test
  void rfc8555Section7_3_4_credentialsThatThisVeryKeyHasUsedUpDoNoHarm() {
    server.onPost(
        "/account",
        aResponse().withFault(Fault.EMPTY_RESPONSE),
        problem(403, "unauthorized", "kid was used"),
        account(200));
    try (AcmeClient patient = server.builder().retries(RetryPolicy.DEFAULT).build()) {
      assertThat(patient.accounts().create(key, request).url()).isEqualTo(server.url("/account/7"));
    }
    assertThat(server.posts("/account")).hasSize(3);
    assertThat(payload(server.posts("/account").get(2))).isEqualTo("{\"onlyReturnExisting\":true}");
  }

  @Test
  void otherRefusalsAreNotBlamedOnTheCredentials() {
    server.onPost("/account", problem(400, "invalidContact", "no such domain"));
    assertThatThrownBy(() -> client.accounts().create(key, request))
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> assertThat(e.kind()).isEqualTo(ProblemType.INVALID_CONTACT))
        .hasMessageNotContaining("used up");
    server.onPost("/account", problem(429, "rateLimited", "slow"));
    assertThatThrownBy(() -> client.accounts().create(key, request))
        .isInstanceOf(RateLimitedException.class);
    server.onPost("/account", problem(403, "unauthorized", "no"));
    assertThatThrownBy(() -> client.accounts().create(key, request.withExternalAccount(null)))
        .isInstanceOf(RejectedException.class)
        .hasMessageNotContaining("used up");
  }

  @Test
  void theBindingNamesTheUrlThatItIsSentToEvenIfThatHasMoved() {
    client.directory();
    server.onPost("/account", aResponse().withStatus(404));
    server.onGet(
        "/dir",
        json(
            200,
            server
                .directory("{}")
                .replace(
                    "\"" + server.url("/account") + "\"", "\"" + server.url("/moved") + "\"")));
    server.onPost("/moved", account(201));
    client.accounts().create(key, request);
    JsonNode sent = JsonMapper.shared().readTree(payload(server.posts("/moved").get(0)));
    assertThat(InnerJws.of(sent.get("externalAccountBinding")).header().get("url").stringValue())
        .isEqualTo(server.url("/moved").toString());
  }
}
