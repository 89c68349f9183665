package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LostConnectionsTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Http01Responder responder = new Http01Responder();
  private final EmbeddedAcmeServer server =
      EmbeddedAcmeServer.builder().httpPort(responder.port()).start();
  private final Faults faults = server.faults();
  private final RawClient client = new RawClient(server).withAccount();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    server.close();
    responder.close();
    threads.shutdownNow();
  }

  private InetSocketAddress address() throws IOException {
    return new InetSocketAddress(
        InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), server.directory().getPort());
  }

  @Test
  void refusesConnectionsAndComesBackOnTheSamePort() throws IOException {
    Reply order = client.newOrder("a.example.com");
    faults.refuseConnections(true);
    faults.refuseConnections(true);

    try (Socket socket = new Socket()) {
      assertThatThrownBy(() -> socket.connect(address())).isInstanceOf(ConnectException.class);
    }
    assertThatThrownBy(() -> client.read(order.location())).hasCauseInstanceOf(IOException.class);

    faults.refuseConnections(false);
    faults.refuseConnections(false);
    assertThat(client.read(order.location()).text("status")).isEqualTo("pending");
  }

  @Test
  void keepsThePortForItselfMeanwhile() throws IOException {
    faults.refuseConnections(true);

    try (ServerSocket thief = new ServerSocket()) {
      thief.setReuseAddress(false);
      assertThatThrownBy(() -> thief.bind(address())).isInstanceOf(IOException.class);
    }
  }

  @Test
  void canBeClosedWhileItRefusesConnections() {
    faults.refuseConnections(true);
    server.close();
    faults.refuseConnections(false);

    assertThatThrownBy(() -> client.get(server.directory().toString()))
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void cutsConnectionsThatWaitForTheirAnswer() throws Exception {
    Hold hold = faults.hold("newOrder");
    Future<Reply> answer = threads.submit(() -> client.newOrder("a.example.com"));
    hold.awaitRequest(LIMIT);
    faults.refuseConnections(true);

    assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  void holdsAnswersBackOfWhatHasBeenDone() throws Exception {
    RawClient other = new RawClient(server).withAccount();
    Future<Reply> answer;
    try (Hold hold = faults.hold("newOrder")) {
      answer = threads.submit(() -> client.newOrder("a.example.com"));
      hold.awaitRequest(LIMIT);

      assertThat(answer).isNotDone();
      assertThat(server.count("newOrder")).isEqualTo(1);
      assertThat(client.read(list()).texts("orders")).hasSize(1);
      assertThat(other.read(other.kid()).status()).isEqualTo(200);
    }
    assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(201);
    assertThat(client.newOrder("b.example.com").status()).isEqualTo(201);
  }

  private String list() {
    return client.read(client.kid()).text("orders");
  }

  @Test
  void holdsTheAnswerToFinalizeAndHasIssuedAlready() throws Exception {
    Reply order = client.newOrder("a.example.com");
    client.validate(order, responder);
    try (Hold hold = faults.hold("finalize")) {
      Future<Reply> answer =
          threads.submit(() -> client.finalizeOrder(order, TestCsr.der("a.example.com")));
      hold.awaitRequest(LIMIT);

      assertThat(client.await(order.location(), "processing").text("status")).isEqualTo("valid");
      hold.release();
      assertThat(answer.get(20, TimeUnit.SECONDS).text("status")).isEqualTo("processing");
    }
  }

  @Test
  void doesNotLetClosingWaitForHeldAnswers() throws Exception {
    Hold hold = faults.hold("newOrder");
    Future<Reply> answer = threads.submit(() -> client.newOrder("a.example.com"));
    hold.awaitRequest(LIMIT);
    server.close();

    assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  void saysWhenNobodyCame() {
    try (Hold hold = faults.hold("newOrder")) {
      assertThatThrownBy(() -> hold.awaitRequest(Duration.ofMillis(1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("newOrder");
    }
  }

  @Test
  void releasesEverythingThatIsHeldWhenFaultsAreCleared() throws Exception {
    Hold hold = faults.hold("newOrder");
    CompletableFuture<Reply> answer =
        CompletableFuture.supplyAsync(() -> client.newOrder("a.example.com"), threads);
    hold.awaitRequest(LIMIT);
    faults.clear();

    assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(201);
  }
}
