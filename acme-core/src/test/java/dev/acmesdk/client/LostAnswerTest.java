package dev.acmesdk.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.acmesdk.client.FakeAcme.json;
import static dev.acmesdk.client.FakeAcme.payload;
import static dev.acmesdk.client.FakeAcme.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.CertificateSigningRequest;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.DeadlineExceededException;
import dev.acmesdk.error.ServerUnreachableException;
import dev.acmesdk.protocol.Authorization;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Order;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Requests that were carried out although their answers never came: nothing is done a second time
 * that can be found again.
 */
@Timeout(60)
class LostAnswerTest {
  private final FakeAcme server = new FakeAcme();
  private final AcmeClient client = server.builder().retries(RetryPolicy.DEFAULT).build();
  private final NewOrder request = NewOrder.of(List.of(Identifier.dns("example.com")));

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private static ResponseDefinitionBuilder lost() {
    return aResponse().withFault(Fault.EMPTY_RESPONSE);
  }

  private ResponseDefinitionBuilder order(int number, String status) {
    return json(201, server.order(status, "/authz/1"))
        .withHeader("Location", server.url("/order/" + number).toString());
  }

  private void accountLists(String... orders) {
    server.onPost(
        "/account/1",
        json(200, "{\"status\": \"valid\", \"orders\": \"%s\"}".formatted(server.url("/orders"))));
    server.onPost(
        "/orders",
        json(
            200,
            "{\"orders\": [%s]}"
                .formatted(
                    String.join(
                        ",",
                        List.of(orders).stream()
                            .map(path -> "\"" + server.url(path) + "\"")
                            .toList()))));
  }

  @Test
  void rfc8555Section7_1_2_1_anOrderIsFoundInTheListInsteadOfPlacedAgain() {
    server.onPost("/order", lost(), order(9, "pending"));
    accountLists("/order/1", "/order/2", "/order/3", "/order/4");
    server.onPost("/order/1", order(1, "valid"));
    server.onPost(
        "/order/2", json(200, server.order("pending").replace("example.com", "other.example")));
    server.onPost("/order/3", json(200, server.order("ready").replace("2026-12", "2026-10")));
    server.onPost("/order/4", order(4, "pending"));
    Order order = client.orders().place(server.account(), request);
    assertThat(order.url()).isEqualTo(server.url("/order/4"));
    assertThat(server.posts("/order")).hasSize(1);
  }

  @Test
  void anOrderOfAnotherProfileOrValidityIsNotTaken() {
    server.onGet("/dir", json(200, server.directory("{\"profiles\": {\"short\": \"\"}}")));
    server.onPost("/order", lost(), order(9, "pending"));
    accountLists("/order/1");
    server.onPost("/order/1", order(1, "pending"));
    assertThat(client.orders().place(server.account(), request.withProfile("short")).url())
        .isEqualTo(server.url("/order/9"));
    server.onPost("/order", lost(), order(9, "pending"));
    assertThat(
            client.orders().place(server.account(), request.withValidity(FakeAcme.NOW, null)).url())
        .isEqualTo(server.url("/order/9"));
  }

  @Test
  void anOrderIsPlacedAgainWhereThereIsNoList() {
    server.onPost("/order", lost(), order(1, "pending"));
    server.onPost("/account/1", json(200, "{\"status\": \"valid\"}"));
    assertThat(client.orders().place(server.account(), request).url())
        .isEqualTo(server.url("/order/1"));
    assertThat(server.posts("/order")).hasSize(2);
  }

  @Test
  void rfc8555Section7_3_anAccountIsAskedForAgain() {
    server.onPost(
        "/account",
        lost(),
        json(200, "{\"status\": \"valid\"}")
            .withHeader("Location", server.url("/account/7").toString()));
    assertThat(
            client.accounts().create(AccountKey.generate(), new NewAccount(List.of(), true)).url())
        .isEqualTo(server.url("/account/7"));
  }

  @Test
  void rfc8555Section7_5_1_aChallengeThatIsBeingValidatedIsNotAnsweredAgain() {
    server.onPost(
        "/challenge/1",
        lost(),
        json(
            200,
            "{\"type\": \"http-01\", \"token\": \"abc\", \"status\": \"processing\", \"url\": \"%s\"}"
                .formatted(server.url("/challenge/1"))));
    Challenge challenge =
        new Challenge.Http01(server.url("/challenge/1"), Challenge.Status.PENDING, null, "abc");
    assertThat(client.orders().respond(server.account(), List.of(challenge)))
        .extracting(Challenge::status)
        .containsExactly(Challenge.Status.PROCESSING);
    assertThat(server.posts("/challenge/1"))
        .extracting(FakeAcme::payload)
        .containsExactly("{}", "");
  }

  @Test
  void rfc8555Section7_5_1_aChallengeThatStillWaitsIsAnsweredAgain() {
    String members =
        "{\"type\": \"http-01\", \"token\": \"abc\", \"status\": \"%s\", \"url\": \"%s\"}";
    server.onPost(
        "/challenge/1",
        lost(),
        json(200, members.formatted("pending", server.url("/challenge/1"))),
        json(200, members.formatted("valid", server.url("/challenge/1"))));
    Challenge challenge =
        new Challenge.Http01(server.url("/challenge/1"), Challenge.Status.PENDING, null, "abc");
    assertThat(client.orders().respond(server.account(), List.of(challenge)))
        .extracting(Challenge::status)
        .containsExactly(Challenge.Status.VALID);
    assertThat(server.posts("/challenge/1"))
        .extracting(FakeAcme::payload)
        .containsExactly("{}", "", "{}");
  }

  @Test
  void rfc8555Section7_4_anOrderIsNotFinalizedTwice() {
    server.onPost("/order/1", order(1, "ready"), order(1, "processing"));
    server.onPost("/finalize", lost());
    Order ready = client.orders().read(server.account(), server.url("/order/1"));
    Order finalized = client.orders().finalizeOrder(server.account(), ready, csr());
    assertThat(finalized.status()).isEqualTo(Order.Status.PROCESSING);
    assertThat(server.posts("/finalize")).hasSize(1);
  }

  @Test
  void rfc8555Section7_4_anOrderThatIsStillReadyIsFinalizedAgainWithTheSameRequest() {
    server.onPost("/order/1", order(1, "ready"));
    server.onPost("/finalize", lost(), order(1, "processing"));
    Order ready = client.orders().read(server.account(), server.url("/order/1"));
    assertThat(client.orders().finalizeOrder(server.account(), ready, csr()).status())
        .isEqualTo(Order.Status.PROCESSING);
    assertThat(server.posts("/finalize")).hasSize(2);
    assertThat(payload(server.posts("/finalize").get(0)))
        .isEqualTo(payload(server.posts("/finalize").get(1)));
  }

  private static CertificateSigningRequest csr() {
    return CertificateSigningRequest.create(
        KeyAlgorithm.EC_P256.generate(), List.of("example.com"), List.of());
  }

  @Test
  void rfc8555Section7_5_2_anAuthorizationThatIsGivenUpIsNotGivenUpAgain() {
    server.onPost(
        "/authz/1",
        json(200, server.authorization("example.com", "pending", "\"status\": \"pending\"")),
        lost(),
        json(200, server.authorization("example.com", "deactivated", "\"status\": \"pending\"")));
    Authorization pending = client.orders().authorization(server.account(), server.url("/authz/1"));
    assertThat(client.orders().deactivate(server.account(), pending).status())
        .isEqualTo(Authorization.Status.DEACTIVATED);
    assertThat(server.posts("/authz/1")).hasSize(3);
  }

  @Test
  void aServerThatIsBusyIsAskedAgain() {
    server.onPost(
        "/order/1",
        aResponse().withStatus(503).withHeader("Retry-After", "20"),
        problem(500, "serverInternal", "trouble"),
        order(1, "ready"));
    assertThat(client.orders().read(server.account(), server.url("/order/1")).status())
        .isEqualTo(Order.Status.READY);
    assertThat(server.clock().waits().get(0)).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void theDirectoryIsAskedForAgain() {
    server.onGet("/dir", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    assertThatThrownBy(client::directory).isInstanceOf(ServerUnreachableException.class);
    assertThat(server.log()).hasSize(4).containsOnly("GET /dir");
  }

  @Test
  void aClientWithDeadlineDoesNotBeginAfterIt() {
    AcmeClient hurried = client.withDeadline(server.clock().instant());
    assertThatThrownBy(hurried::directory).isInstanceOf(DeadlineExceededException.class);
    assertThat(server.count()).isZero();
  }

  @Test
  void aClientWithDeadlineHangsUpAtIt() {
    server.onGet("/dir", json(200, server.directory("{}")).withFixedDelay(30_000));
    AcmeClient hurried = client.withDeadline(server.clock().instant().plusMillis(300));
    long begun = System.nanoTime();
    assertThatThrownBy(hurried::directory)
        .isInstanceOf(ServerUnreachableException.class)
        .hasMessageContaining("did not answer in time");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void aResourceThatHasMovedIsLookedUpInTheDirectoryAgain() {
    client.directory();
    server.onPost("/order", aResponse().withStatus(404));
    server.onGet(
        "/dir",
        json(
            200,
            server
                .directory("{}")
                .replace(server.url("/order").toString(), server.url("/new-order").toString())));
    server.onPost("/new-order", order(1, "pending"));
    assertThat(client.orders().place(server.account(), request).url())
        .isEqualTo(server.url("/order/1"));
    assertThat(server.log()).filteredOn("GET /dir"::equals).hasSize(2);
  }
}
