package dev.acmesdk.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.acmesdk.client.FakeAcme.json;
import static dev.acmesdk.client.FakeAcme.payload;
import static dev.acmesdk.client.FakeAcme.problem;
import static dev.acmesdk.client.FakeAcme.protectedHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.CertificateSigningRequest;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.error.ExternalAccountRequiredException;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.TermsNotAgreedException;
import dev.acmesdk.protocol.Account;
import dev.acmesdk.protocol.Authorization;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Directory;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Order;
import dev.acmesdk.protocol.ProblemType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** The operations of RFC 8555 section 7, each as it goes over the wire. */
@Timeout(60)
class AcmeClientTest {
  private final FakeAcme server = new FakeAcme();
  private final AcmeClient client = server.client();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private static final String ACCOUNT =
      "{\"status\": \"valid\", \"contact\": [\"mailto:a@b.example\"]}";

  private Account newAccount(AccountKey key) {
    server.onPost(
        "/account", json(201, ACCOUNT).withHeader("Location", server.url("/account/7").toString()));
    return client.accounts().create(key, new NewAccount(List.of("mailto:a@b.example"), true));
  }

  @Test
  void rfc8555Section7_1_1_readsTheDirectory() {
    server.onGet(
        "/dir",
        json(
            200,
            server.directory(
                """
        {"termsOfService": "https://ca.example/terms", "website": "https://ca.example",
         "caaIdentities": ["ca.example", 7], "externalAccountRequired": false,
         "profiles": {"classic": "as ever", "odd": 1}}
        """)));
    Directory directory = client.directory();
    assertThat(directory.newOrder()).isEqualTo(server.url("/order"));
    assertThat(directory.renewalInfo()).isNull();
    assertThat(directory.meta().terms()).contains(URI.create("https://ca.example/terms"));
    assertThat(directory.meta().caaIdentities()).containsExactly("ca.example");
    assertThat(directory.meta().profiles()).containsOnlyKeys("classic");
  }

  @Test
  void keepsTheDirectoryForADay() {
    client.directory();
    client.directory();
    assertThat(server.count()).isOne();
    server.clock().advance(Duration.ofHours(25));
    client.directory();
    assertThat(server.count()).isEqualTo(2);
  }

  @Test
  void rfc8555Section6_2_postsJoseJsonWithoutParameters() {
    newAccount(AccountKey.generate());
    assertThat(server.posts("/account").get(0).getHeader("Content-Type"))
        .isEqualTo("application/jose+json");
  }

  @Test
  void rfc8555Section6_2_signsANewAccountWithItsJwk() {
    AccountKey key = AccountKey.generate();
    newAccount(key);
    JsonNode header = protectedHeader(server.posts("/account").get(0));
    assertThat(header.get("alg").stringValue()).isEqualTo("ES256");
    assertThat(header.get("url").stringValue()).isEqualTo(server.url("/account").toString());
    assertThat(header.get("jwk").get("x").stringValue()).isEqualTo(key.jwk().members().get("x"));
    assertThat(header.has("kid")).isFalse();
    assertThat(header.get("nonce").stringValue()).hasSize(22);
  }

  @Test
  void rfc8555Section7_3_makesAnAccount() {
    Account account = newAccount(AccountKey.generate(KeyAlgorithm.RSA_2048));
    assertThat(account.url()).isEqualTo(server.url("/account/7"));
    assertThat(account.status()).isEqualTo(Account.Status.VALID);
    assertThat(payload(server.posts("/account").get(0)))
        .contains("\"termsOfServiceAgreed\":true", "\"mailto:a@b.example\"");
  }

  @Test
  void rfc8555Section7_3_agreesToNothingByItself() {
    server.onGet(
        "/dir", json(200, server.directory("{\"termsOfService\": \"https://ca.example/terms\"}")));
    assertThatThrownBy(
            () -> client.accounts().create(AccountKey.generate(), new NewAccount(List.of(), false)))
        .isInstanceOfSatisfying(
            TermsNotAgreedException.class,
            e -> assertThat(e.terms()).isEqualTo(URI.create("https://ca.example/terms")))
        .hasMessageContaining("agreeToTermsOfService");
    assertThat(server.log()).containsExactly("GET /dir");
  }

  @Test
  void rfc8555Section7_3_3_namesTermsThatChanged() {
    server.onPost(
        "/account",
        problem(403, "userActionRequired", "Terms have changed")
            .withHeader("Link", "<https://ca.example/new-terms>;rel=\"terms-of-service\""));
    assertThatThrownBy(
            () -> client.accounts().create(AccountKey.generate(), new NewAccount(List.of(), false)))
        .isInstanceOfSatisfying(
            TermsNotAgreedException.class,
            e -> assertThat(e.terms()).isEqualTo(URI.create("https://ca.example/new-terms")));
  }

  @Test
  void rfc8555Section7_3_4_asksForAnExternalAccountBeforeSending() {
    server.onGet("/dir", json(200, server.directory("{\"externalAccountRequired\": true}")));
    assertThatThrownBy(
            () -> client.accounts().create(AccountKey.generate(), new NewAccount(List.of(), true)))
        .isInstanceOf(ExternalAccountRequiredException.class);
    assertThat(server.log()).containsExactly("GET /dir");
  }

  @Test
  void rfc8555Section7_3_leavesAnEmptyContactOut() {
    server.onPost("/account", json(200, "{}").withHeader("Location", "/account/8"));
    Account account =
        client.accounts().create(AccountKey.generate(), new NewAccount(List.of(), false));
    assertThat(account.url()).isEqualTo(server.url("/account/8"));
    assertThat(account.status()).isEqualTo(Account.Status.UNKNOWN);
    assertThat(payload(server.posts("/account").get(0))).isEqualTo("{}");
  }

  @Test
  void rfc8555Section7_3_1_findsAnAccountAndMakesNone() {
    server.onPost(
        "/account",
        problem(400, "accountDoesNotExist", "none"),
        json(200, ACCOUNT).withHeader("Location", server.url("/account/7").toString()));
    AccountKey key = AccountKey.generate();
    assertThatThrownBy(() -> client.accounts().find(key))
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> assertThat(e.kind()).isEqualTo(ProblemType.ACCOUNT_DOES_NOT_EXIST));
    assertThat(client.accounts().find(key).url()).isEqualTo(server.url("/account/7"));
    assertThat(payload(server.posts("/account").get(0))).isEqualTo("{\"onlyReturnExisting\":true}");
  }

  @Test
  void rfc8555Section7_4_placesAnOrder() {
    server.onGet("/dir", json(200, server.directory("{\"profiles\": {\"classic\": \"as ever\"}}")));
    server.onPost(
        "/order",
        json(201, server.order("pending", "/authz/1"))
            .withHeader("Location", server.url("/order/1").toString()));
    Order order =
        client
            .orders()
            .place(
                server.account(),
                NewOrder.of(List.of(Identifier.dns("example.com"), Identifier.ip("192.0.2.1")))
                    .withProfile("classic"));
    assertThat(order.url()).isEqualTo(server.url("/order/1"));
    assertThat(order.status()).isEqualTo(Order.Status.PENDING);
    assertThat(order.authorizations()).containsExactly(server.url("/authz/1"));
    assertThat(order.expires()).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
    LoggedRequest sent = server.posts("/order").get(0);
    assertThat(payload(sent))
        .isEqualTo(
            "{\"identifiers\":[{\"type\":\"dns\",\"value\":\"example.com\"},{\"type\":\"ip\",\"value\":\"192.0.2.1\"}],\"profile\":\"classic\"}");
    assertThat(protectedHeader(sent).get("kid").stringValue())
        .isEqualTo(server.account().url().toString());
    assertThat(protectedHeader(sent).has("jwk")).isFalse();
  }

  @Test
  void rfc8555Section6_3_readsByPostAsGet() {
    server.onPost("/order/1", json(200, server.order("ready")));
    Order order = client.orders().read(server.account(), server.url("/order/1"));
    assertThat(order.status()).isEqualTo(Order.Status.READY);
    assertThat(payload(server.posts("/order/1").get(0))).isEmpty();
  }

  @Test
  void rfc8555Section7_5_fetchesAuthorizationsInTheirOrder() {
    server.onPost(
        "/authz/1",
        json(200, server.authorization("a.example.com", "pending", "\"status\": \"pending\"")));
    server.onPost(
        "/authz/2",
        json(200, server.authorization("b.example.com", "valid", "\"status\": \"valid\"")));
    server.onPost("/order/1", json(200, server.order("pending", "/authz/1", "/authz/2")));
    Order order = client.orders().read(server.account(), server.url("/order/1"));
    List<Authorization> authorizations = client.orders().authorizations(server.account(), order);
    assertThat(authorizations)
        .extracting(Authorization::identifier)
        .containsExactly(Identifier.dns("a.example.com"), Identifier.dns("b.example.com"));
    assertThat(authorizations)
        .extracting(Authorization::status)
        .containsExactly(Authorization.Status.PENDING, Authorization.Status.VALID);
  }

  @Test
  void rfc8555Section7_5_1_answersAChallengeWithAnEmptyObject() {
    server.onPost(
        "/challenge/1",
        json(
            200,
            "{\"type\": \"http-01\", \"token\": \"abc\", \"status\": \"processing\", \"url\": \""
                + server.url("/challenge/1")
                + "\"}"));
    Challenge challenge =
        new Challenge.Http01(server.url("/challenge/1"), Challenge.Status.PENDING, null, "abc");
    assertThat(client.orders().respond(server.account(), List.of(challenge)))
        .singleElement()
        .extracting(Challenge::status)
        .isEqualTo(Challenge.Status.PROCESSING);
    assertThat(payload(server.posts("/challenge/1").get(0))).isEqualTo("{}");
  }

  @Test
  void rfc8555Section7_5_2_givesAnAuthorizationUp() {
    server.onPost(
        "/authz/1",
        json(200, server.authorization("a.example.com", "deactivated", "\"status\": \"pending\"")));
    Authorization authorization =
        client.orders().authorization(server.account(), server.url("/authz/1"));
    assertThat(client.orders().deactivate(server.account(), authorization).status())
        .isEqualTo(Authorization.Status.DEACTIVATED);
    assertThat(payload(server.posts("/authz/1").get(1))).isEqualTo("{\"status\":\"deactivated\"}");
  }

  @Test
  void rfc8555Section7_4_finalizesAndPollsTheOrderThatItKnows() {
    server.onPost(
        "/order/1",
        json(200, server.order("ready")),
        json(200, server.order("processing")),
        json(200, server.order("valid")));
    // No Location in this answer, as Pebble does it; a wait is asked for.
    server.onPost(
        "/finalize", json(200, server.order("processing")).withHeader("Retry-After", "3"));
    Order ready = client.orders().read(server.account(), server.url("/order/1"));
    Order finalized =
        client
            .orders()
            .finalizeOrder(
                server.account(),
                ready,
                CertificateSigningRequest.create(
                    KeyAlgorithm.EC_P256.generate(), List.of("example.com"), List.of()));
    assertThat(finalized.url()).isEqualTo(server.url("/order/1"));
    assertThat(finalized.retryAfter()).isEqualTo(FakeAcme.NOW.plusSeconds(3));
    Order issued =
        client.orders().awaitIssuance(server.account(), finalized, Duration.ofMinutes(1));
    assertThat(issued.status()).isEqualTo(Order.Status.VALID);
    assertThat(server.clock().waits().get(0)).isEqualTo(Duration.ofSeconds(3));
    assertThat(payload(server.posts("/finalize").get(0))).matches("\\{\"csr\":\"[A-Za-z0-9_-]+\"}");
  }

  @Test
  void awaitsTheValidationByPollingTheOrder() {
    server.onPost(
        "/order/1",
        json(200, server.order("pending")),
        json(200, server.order("pending")),
        json(200, server.order("invalid")));
    Order pending = client.orders().read(server.account(), server.url("/order/1"));
    assertThat(
            client
                .orders()
                .awaitValidation(
                    server.account(), pending, Duration.ofSeconds(2), Duration.ofMinutes(1))
                .status())
        .isEqualTo(Order.Status.INVALID);
    assertThat(server.posts("/order/1")).hasSize(3);
    assertThat(server.clock().waits().get(0))
        .isBetween(Duration.ofSeconds(2), Duration.ofMillis(2500));
  }

  @Test
  void rfc8555Section7_4_2_downloadsTheCertificate() {
    TestCa.Issued issued = TestCa.withIntermediates(1).leaf("example.com").issue();
    server.onPost("/order/1", json(200, server.order("valid")));
    server.onPost(
        "/certificate",
        aResponse()
            .withHeader("Content-Type", "application/pem-certificate-chain")
            .withBody(issued.chain().toPem()));
    Order order = client.orders().read(server.account(), server.url("/order/1"));
    assertThat(client.certificates().download(server.account(), order)).isEqualTo(issued.chain());
    assertThat(server.posts("/certificate").get(0).getHeader("Accept"))
        .isEqualTo("application/pem-certificate-chain");
  }

  @Test
  void spendsOneNonceRequestForManyOperations() {
    server.onPost("/order/1", json(200, server.order("ready")));
    for (int i = 0; i < 5; i++) {
      client.orders().read(server.account(), server.url("/order/1"));
    }
    assertThat(server.log()).filteredOn("HEAD /nonce"::equals).hasSize(1);
    assertThat(server.posts("/order/1"))
        .extracting(request -> protectedHeader(request).get("nonce").stringValue())
        .doesNotHaveDuplicates();
  }

  @Test
  void rfc8555Section7_3_refusesContactsThatItForbids() {
    for (String bad :
        List.of(
            "mailto:a@b.example,c@d.example",
            "mailto:a@b.example?subject=x",
            "tel:123",
            "mailto:",
            "a@b.example")) {
      assertThatThrownBy(() -> new NewAccount(List.of(bad), true))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("contact");
    }
  }
}
