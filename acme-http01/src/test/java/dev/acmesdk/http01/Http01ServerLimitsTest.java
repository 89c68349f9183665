package dev.acmesdk.http01;

import static dev.acmesdk.http01.Challenges.PATH;
import static dev.acmesdk.http01.Challenges.pending;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class Http01ServerLimitsTest {
  private final AtomicLong ticks = new AtomicLong(Long.MAX_VALUE - 5);
  private final Http01Server server =
      Http01Server.builder().port(0).limits(Limits.DEFAULT.withTicker(ticks::get)).build();
  private final List<RawClient> clients = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    server.present(pending());
  }

  @AfterEach
  void close() throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
    server.cleanUp(pending());
  }

  private RawClient connect() throws IOException {
    RawClient client = RawClient.connect(server.port());
    clients.add(client);
    return client;
  }

  private void pass(Duration time) {
    ticks.addAndGet(time.toNanos());
  }

  private void assertIsServed() throws IOException {
    assertThat(RawClient.get(server.port(), PATH)).startsWith("HTTP/1.1 200 OK\r\n");
  }

  @Test
  void servesOthersBesideSilentAndDribblingClients() throws IOException {
    connect();
    RawClient dribbler = connect().send("GET /");
    for (int i = 0; i < 100; i++) {
      dribbler.send("a");
      assertIsServed();
    }
  }

  @Test
  void servesOthersBesideAClientThatNeverReads() throws IOException {
    for (int i = 0; i < 50; i++) {
      connect().send("GET " + PATH + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    assertIsServed();
  }

  @Test
  void hangsUpWhenTheHeadIsNotCompleteInTime() throws IOException {
    RawClient silent = connect();
    RawClient dribbler = connect().send("GET " + PATH + " HTTP/1.1\r\n");
    assertIsServed();
    pass(Duration.ofSeconds(9));
    dribbler.send("Host: x\r\n");
    assertIsServed();
    pass(Duration.ofSeconds(1));
    assertThat(silent.isHungUpOn()).isTrue();
    assertThat(dribbler.isHungUpOn()).isTrue();
  }

  @Test
  void waitsUntilTheTimeIsOver() throws IOException {
    RawClient slow = connect().send("GET " + PATH);
    assertIsServed();
    pass(Duration.ofSeconds(10).minusNanos(1));
    assertIsServed();
    slow.send(" HTTP/1.1\r\n\r\n");
    assertThat(slow.readAll()).startsWith("HTTP/1.1 200 OK\r\n");
  }

  @Test
  void cutsOffAClientThatDoesNotHangUp() throws IOException {
    RawClient talkative = connect().send("GET " + PATH + " HTTP/1.1\r\n\r\n");
    assertThat(talkative.readAll()).startsWith("HTTP/1.1 200 OK\r\n");
    pass(Duration.ofSeconds(2));
    assertThat(isRefusedSoon(talkative)).isTrue();
  }

  /** Writing to a connection that is closed at the other end fails, though not at once. */
  private static boolean isRefusedSoon(RawClient client) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (System.nanoTime() - end < 0) {
      try {
        client.send("more");
      } catch (IOException e) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  @Test
  void takesAHeadOf8192OctetsAndRefusesALargerOne() throws IOException {
    String start = "GET " + PATH + " HTTP/1.1\r\nX: ";
    String fits = start + "x".repeat(8192 - start.length() - 4) + "\r\n\r\n";
    String tooLarge = start + "x".repeat(8193 - start.length() - 4) + "\r\n\r\n";
    assertThat(RawClient.exchange(server.port(), fits)).startsWith("HTTP/1.1 200 OK\r\n");
    assertThat(RawClient.exchange(server.port(), tooLarge))
        .startsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n")
        .doesNotContain("xx");
  }

  @Test
  void theRefusalOfAMuchTooLargeHeadArrives() throws IOException {
    assertThat(RawClient.exchange(server.port(), "x".repeat(1_000_000)))
        .startsWith("HTTP/1.1 431 ");
  }

  @Test
  void hangsUpOnTheOldestOf257ToServeTheNewest() throws IOException {
    for (int i = 0; i < 300; i++) {
      connect();
    }
    assertIsServed();
    for (RawClient oldest : clients.subList(0, 300 - 256 + 1)) {
      assertThat(oldest.isHungUpOn()).isTrue();
    }
    RawClient spared = clients.get(299).send("GET " + PATH + " HTTP/1.1\r\n\r\n");
    assertThat(spared.readAll()).startsWith("HTTP/1.1 200 OK\r\n");
  }
}
