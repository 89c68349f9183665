package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class TroubleTest {
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

  private Reply directory() {
    return client.get(server.directory().toString());
  }

  private List<Integer> statuses(int requests) {
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      statuses.add(directory().status());
    }
    return statuses;
  }

  private String orders() {
    return client.read(client.kid()).text("orders");
  }

  @Test
  void befallsTheNthRequestOfAnOperationOnly() {
    faults.when(Occasion.nth("newNonce", 1), Trouble.status(500));
    faults.when(Occasion.nth("directory", 2), Trouble.status(503));

    assertThat(statuses(4)).containsExactly(200, 503, 200, 200);
    assertThat(client.head(client.url("newNonce")).status()).isEqualTo(500);
    assertThat(client.head(client.url("newNonce")).status()).isEqualTo(200);
  }

  @Test
  void befallsTheNextRequestsOrAllOfThem() {
    faults.when(Occasion.next("directory", 2), Trouble.status(503));
    assertThat(statuses(3)).containsExactly(503, 503, 200);

    faults.when(Occasion.each("directory"), Trouble.status(500));
    assertThat(statuses(3)).containsExactly(500, 500, 500);
    assertThat(client.head(client.url("newNonce")).status()).isEqualTo(200);

    faults.clear();
    faults.when(Occasion.each(), Trouble.status(502));
    assertThat(client.head(client.url("newNonce")).status()).isEqualTo(502);
    assertThat(statuses(1)).containsExactly(502);
  }

  @Test
  void befallsTheSameRequestsWithTheSameSeed() {
    List<List<Integer>> rounds = new ArrayList<>();
    for (long seed : new long[] {7, 7, 8}) {
      faults.when(Occasion.chance("directory", 50, seed), Trouble.status(503));
      rounds.add(statuses(30));
      faults.clear();
    }

    assertThat(rounds.get(0)).isEqualTo(rounds.get(1)).contains(200, 503);
    assertThat(rounds.get(2)).isNotEqualTo(rounds.get(0));
  }

  @Test
  void rfc9110Section10_2_3_saysWhenToComeBackInBothForms() {
    faults.when(
        Occasion.nth("directory", 1),
        Trouble.status(429, RetryAfter.seconds(Duration.ofMillis(59_001))));
    faults.when(
        Occasion.nth("directory", 2), Trouble.status(503, RetryAfter.date(Duration.ofHours(1))));
    Reply seconds = directory();
    Reply date = directory();

    assertThat(seconds.refusal()).isEqualTo("429 rateLimited");
    assertThat(seconds.header("Retry-After")).contains("60");
    assertThat(date.refusal()).isEqualTo("503 serverInternal");
    assertThat(date.header("Retry-After")).contains("Wed, 01 Jan 2031 01:00:00 GMT");
    assertThat(directory().header("Retry-After")).isEmpty();
  }

  @Test
  void refusesWithAProblemThatNobodyKnows() {
    faults.when(
        Occasion.next("newOrder", 1), Trouble.problem(418, "https://ca.example/tea", "no pot"));
    Reply refused = client.newOrder(NAME);

    assertThat(refused.status()).isEqualTo(418);
    assertThat(refused.text("type")).isEqualTo("https://ca.example/tea");
    assertThat(refused.text("detail")).isEqualTo("no pot");
    assertThat(refused.header("Replay-Nonce")).isPresent();
    assertThat(client.read(orders()).texts("orders")).isEmpty();
  }

  @Test
  void answersLateWhatWasDoneAtOnce() {
    faults.when(Occasion.next("newOrder", 1), Trouble.slow(Duration.ofMillis(300)));
    long begin = System.nanoTime();
    Reply order = client.newOrder(NAME);

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(299));
    assertThat(order.status()).isEqualTo(201);
  }

  @Test
  void losesAnswersToWhatWasDone() {
    faults.when(Occasion.next("newOrder", 1), Trouble.lostAnswer());

    assertThatThrownBy(() -> client.newOrder(NAME)).hasRootCauseInstanceOf(IOException.class);
    assertThat(server.count("newOrder")).isEqualTo(1);
    assertThat(client.read(orders()).texts("orders")).hasSize(1);
  }

  @Test
  void losesRequestsBeforeAnythingIsDone() {
    faults.when(Occasion.next("newOrder", 1), Trouble.lostRequest());

    assertThatThrownBy(() -> client.newOrder(NAME)).hasRootCauseInstanceOf(IOException.class);
    assertThat(server.count("newOrder")).isZero();
    assertThat(client.read(orders()).texts("orders")).isEmpty();
  }

  @Test
  void resetsTheConnectionWithinTheAnswer() throws Exception {
    faults.when(Occasion.next("directory", 1), Trouble.reset(12));
    try (SSLSocket socket =
        (SSLSocket)
            RawClient.trusting(server.trustAnchorPem())
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.directory().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /dir HTTP/1.1\r\nHost: localhost\r\nUser-Agent: test\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();

      assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 200");
      assertThatThrownBy(in::read).isInstanceOf(SocketException.class);
    }
    assertThat(statuses(1)).containsExactly(200);
  }

  @Test
  void tellsAWrongTime() {
    faults.when(Occasion.next("directory", 1), Trouble.shiftedDate(Duration.ofDays(-1)));

    assertThat(directory().header("Date")).contains("Tue, 31 Dec 2030 00:00:00 GMT");
    assertThat(directory().header("Date")).contains("Wed, 01 Jan 2031 00:00:00 GMT");
  }

  @Test
  void rfc8555Section7_1_addsWhatClientsHaveToIgnore() {
    Reply order = client.newOrder(NAME);
    faults.when(Occasion.each(), Trouble.strangeMembers());
    JsonNode authorization = client.authorization(order, 0).json();
    JsonNode identifier = authorization.path("identifier");

    assertThat(identifier.propertyNames()).filteredOn(name -> name.startsWith("x-")).hasSize(6);
    assertThat(identifier.path("value").asString()).isEqualTo(NAME);
    assertThat(authorization.path("challenges").valueStream())
        .extracting(challenge -> challenge.path("type").asString())
        .contains("strange-99", "http-01");
  }

  @Test
  void isStillOneThatACorrectClientGetsCertificatesFrom() {
    faults.when(Occasion.each(), Trouble.strangeMembers());

    assertThat(Issuing.leaf(client, responder, NAME)).isNotNull();
  }

  private List<X509Certificate> chain(Reply order) {
    return Chains.parse(client.read(client.read(order.location()).text("certificate")).body());
  }

  @Test
  void forgesChainsAndKeys() {
    clock.set(Instant.now()); // Trust is judged by the machine's clock.
    Reply order = client.newOrder(NAME);
    X509Certificate leaf = Issuing.leaf(client, responder, order, NAME);
    faults.when(Occasion.nth("certificate", 1), Trouble.wrongChain());
    faults.when(Occasion.nth("certificate", 2), Trouble.wrongKey());
    List<X509Certificate> otherChain = chain(order);
    List<X509Certificate> otherKey = chain(order);
    List<X509Certificate> right = chain(order);

    assertThat(otherChain.get(0)).isEqualTo(leaf);
    assertThat(otherChain).hasSize(2).doesNotContain(right.get(1));
    assertThat(Chains.isTrusted(otherChain, server.issuerRoot())).isFalse();
    assertThat(otherKey.get(0).getPublicKey()).isNotEqualTo(leaf.getPublicKey());
    assertThat(Chains.isTrusted(otherKey, server.issuerRoot())).isTrue();
    assertThat(right.get(0)).isEqualTo(leaf);
    assertThat(Chains.isTrusted(right, server.issuerRoot())).isTrue();
  }

  @Test
  void combinesTroublesInTheirOrder() {
    faults
        .when(Occasion.next("directory", 1), Trouble.shiftedDate(Duration.ofHours(1)))
        .when(Occasion.next("directory", 1), Trouble.status(503))
        .when(Occasion.next("directory", 1), Trouble.status(500));
    Reply reply = directory();

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Date")).contains("Wed, 01 Jan 2031 01:00:00 GMT");
  }

  @Test
  void doesNotLetClosingWaitForSlowAnswers() {
    faults.when(Occasion.each(), Trouble.slow(Duration.ofHours(1)));
    long before = server.count("directory");
    CompletableFuture<Reply> answer = CompletableFuture.supplyAsync(this::directory);
    while (server.count("directory") == before) {
      Thread.onSpinWait();
    }
    server.close();

    assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> faults.when(Occasion.each("finalise"), Trouble.lostAnswer()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("finalize");
    assertThatThrownBy(() -> Occasion.nth("order", 0)).hasMessageContaining("0");
    assertThatThrownBy(() -> Occasion.next("order", -1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> Occasion.chance(101, 0)).hasMessageContaining("101");
    assertThatThrownBy(() -> Trouble.status(200)).hasMessageContaining("200");
    assertThatThrownBy(() -> Trouble.reset(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> Trouble.slow(Duration.ofSeconds(-1))).hasMessageContaining("negative");
    assertThatThrownBy(() -> RetryAfter.seconds(Duration.ofSeconds(-1)))
        .hasMessageContaining("negative");
  }

  @Test
  void saysWhatItIs() {
    assertThat(Occasion.nth("order", 2)).hasToString("Occasion[order, 2 to 2, 100 %]");
    assertThat(Occasion.chance(5, 1)).hasToString("Occasion[any operation, all, 5 %]");
    assertThat(Trouble.slow(Duration.ofSeconds(1))).asString().contains("Slow", "PT1S");
    assertThat(RetryAfter.date(Duration.ofHours(1))).hasToString("RetryAfter[date, PT1H]");
  }
}
