package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FaultsTest {
  private static final String NAME = "a.example.com";

  private final MutableClock clock = new MutableClock(Instant.parse("2031-01-01T00:00:00Z"));
  private final Http01Responder responder = new Http01Responder();
  private final EmbeddedAcmeServer server =
      EmbeddedAcmeServer.builder().httpPort(responder.port()).clock(clock).start();
  private final Faults faults = server.faults();
  private final RawClient client = new RawClient(server).withAccount();

  @AfterEach
  void stop() {
    server.close();
    responder.close();
  }

  private String directory() {
    return server.directory().toString();
  }

  @Test
  void isUnavailableUntilToldOtherwise() {
    String body = client.byAccount(client.url("newOrder"), "{}").body();
    faults.unavailable(true);
    Reply get = client.get(directory());
    Reply post = client.send(client.signed(client.url("newOrder"), body));

    assertThat(get.refusal()).isEqualTo("503 serverInternal");
    assertThat(get.header("Retry-After")).isEmpty();
    assertThat(post.refusal()).isEqualTo("503 serverInternal");
    assertThat(post.header("Replay-Nonce")).isEmpty();
    assertThat(client.head(client.url("newNonce")).status()).isEqualTo(503);
    assertThat(server.requests()).last().extracting(ReceivedRequest::status).isEqualTo(503);

    faults.unavailable(false);
    assertThat(client.get(directory()).status()).isEqualTo(200);
    // The nonce of the request that nobody looked at is still good.
    assertThat(client.send(client.signed(client.url("newOrder"), body)).text("detail"))
        .contains("identifiers");
  }

  @Test
  void rfc9110Section10_2_3_canSayWhenItIsBack() {
    faults.unavailable(Duration.ofMinutes(5));

    assertThat(client.get(directory()).status()).isEqualTo(503);
    assertThat(client.get(directory()).header("Retry-After")).contains("300");
  }

  @Test
  void breaksDownUntilToldOtherwise() {
    faults.internalErrors(true);
    assertThat(client.get(directory()).refusal()).isEqualTo("500 serverInternal");

    faults.internalErrors(false);
    assertThat(client.get(directory()).status()).isEqualTo(200);
  }

  @Test
  void rfc8555Section6_6_limitsNewOrdersForAWhile() {
    faults.limitNewOrders(Duration.ofHours(1));
    clock.advance(Duration.ofMinutes(20));
    Reply refused = client.newOrder(NAME);

    assertThat(refused.refusal()).isEqualTo("429 rateLimited");
    assertThat(refused.text("detail"))
        .isEqualTo(
            "too many new orders (300) from this account in the last 3h0m0s, retry after"
                + " 2031-01-01 01:00:00 UTC: see"
                + " https://letsencrypt.org/docs/rate-limits/#new-orders-per-account");
    assertThat(refused.header("Retry-After")).contains("2400");
    assertThat(refused.link("help")).contains("https://letsencrypt.org/docs/rate-limits/");
    assertThat(refused.header("Replay-Nonce")).isPresent();

    clock.advance(Duration.ofMinutes(40));
    assertThat(client.newOrder(NAME).status()).isEqualTo(201);
  }

  @Test
  void limitsHaveTheWordsOfLetsEncrypt() {
    faults.limitDuplicates(Duration.ofHours(34));
    assertThat(client.newOrder(NAME).text("detail"))
        .startsWith(
            "too many certificates (5) already issued for this exact set of identifiers in the"
                + " last 168h0m0s, retry after 2031-01-02 10:00:00 UTC: see ");

    faults.limitFailedAuthorizations(Duration.ofMinutes(12));
    assertThat(client.newOrder(NAME).text("detail"))
        .startsWith("too many failed authorizations (5) for \"a.example.com\" in the last 1h0m0s");

    faults.liftLimits();
    assertThat(client.newOrder(NAME).status()).isEqualTo(201);
  }

  @Test
  void limitsAlsoOrdersThatReplaceACertificate() {
    String id = Issuing.id(Issuing.leaf(client, responder, NAME));
    faults.limitNewOrders(Duration.ofHours(1));

    assertThat(client.newOrder(Issuing.replacing(id, NAME)).refusal()).isEqualTo("429 rateLimited");
    faults.liftLimits();
    assertThat(client.newOrder(Issuing.replacing(id, NAME)).status()).isEqualTo(201);
  }

  @Test
  void pausesNamesWithoutSayingUntilWhen() {
    faults.pause("A.example.com");
    Reply refused = client.newOrder("b.example.com", NAME);

    assertThat(refused.refusal()).isEqualTo("429 rateLimited");
    assertThat(refused.header("Retry-After")).isEmpty();
    assertThat(refused.text("detail"))
        .startsWith(
            "Your account is temporarily prevented from requesting certificates for a.example.com"
                + " and possibly others. Please visit: https://")
        .contains("?jwt=");
    assertThat(client.newOrder("b.example.com").status()).isEqualTo(201);

    faults.unpause();
    assertThat(client.newOrder(NAME).status()).isEqualTo(201);
  }

  @Test
  void forbidsNamesAndTellsEachThatItRefuses() {
    faults.forbid("A.example.com", "*.c.example.com");
    Reply one = client.newOrder("b.example.com", NAME);

    assertThat(one.refusal()).isEqualTo("400 rejectedIdentifier");
    assertThat(one.text("detail"))
        .startsWith("Cannot issue for \"a.example.com\": ")
        .endsWith("forbidden by policy");
    assertThat(one.json().has("subproblems")).isFalse();

    Reply several = client.newOrder("*.c.example.com", "b.example.com", NAME);
    assertThat(several.json().get("subproblems"))
        .extracting(problem -> problem.get("identifier").get("value").asString())
        .containsExactly("*.c.example.com", NAME);
    assertThat(client.newOrder("b.example.com").status()).isEqualTo(201);

    faults.permit();
    assertThat(client.newOrder(NAME).status()).isEqualTo(201);
  }

  @Test
  void failsTheValidationOfANameUntilToldOtherwise() {
    faults.failValidation(NAME, "caa", "CAA record for a.example.com prevents issuance");
    Reply order = client.newOrder(NAME, "b.example.com");
    Reply failed = client.validate(order, responder);
    Reply other = client.validate(client.newOrder("b.example.com"), responder);

    assertThat(failed.text("status")).isEqualTo("invalid");
    JsonNode error = failed.json().path("error");
    assertThat(error.path("type").asString()).isEqualTo("urn:ietf:params:acme:error:caa");
    assertThat(error.path("detail").asString())
        .isEqualTo("CAA record for a.example.com prevents issuance");
    assertThat(responder.hosts()).contains(NAME + ":" + responder.port());
    assertThat(other.text("status")).isEqualTo("ready");

    faults.passValidation(NAME);
    assertThat(client.validate(client.newOrder(NAME), responder).text("status")).isEqualTo("ready");
  }

  @Test
  void failsTheNameBelowAWildcard() {
    faults.failValidation("*.Example.com", "dns", "SERVFAIL");
    Reply order = client.newOrder("*.example.com");
    client.respond(RawClient.challenge(client.authorization(order, 0), "dns-01"));

    assertThat(
            client
                .await(order.location(), "pending")
                .json()
                .path("error")
                .path("detail")
                .asString())
        .isEqualTo("SERVFAIL");
  }

  @Test
  void knowsTheProblemsOfTheRfc() {
    for (String type :
        new String[] {"caa", "connection", "dns", "incorrectResponse", "tls", "unauthorized"}) {
      faults.failValidation(NAME, type, type);
    }

    assertThatThrownBy(() -> faults.failValidation(NAME, "bad luck", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bad luck")
        .hasMessageContaining("connection");
  }

  @Test
  void takesItsTimeToIssue() {
    faults.processingPolls(3);
    Reply order = client.newOrder(NAME);
    client.validate(order, responder);
    client.finalizeOrder(order, TestCsr.der(NAME));

    for (int i = 0; i < 3; i++) {
      assertThat(client.read(order.location()).text("status")).isEqualTo("processing");
    }
    assertThat(client.read(order.location()).text("status")).isEqualTo("valid");
  }

  @Test
  void clearsEverything() {
    faults.unavailable(true);
    faults.limitNewOrders(Duration.ofDays(1));
    faults.pause(NAME);
    faults.forbid(NAME);
    faults.failValidation(NAME, "dns", "no");
    faults.processingPolls(1_000);
    faults.refuseConnections(true);
    faults.hold("finalize");
    faults.clear();

    assertThat(Issuing.leaf(client, responder, NAME)).isNotNull();
    assertThat(server.count("order")).isLessThan(1_000);
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> faults.processingPolls(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> faults.unavailable(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> faults.limitNewOrders(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> faults.hold("neworder"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("newOrder");
  }
}
