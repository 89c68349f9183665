package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedAcmeServerTest {

  private static InetAddress address(int... octets) throws IOException {
    byte[] bytes = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      bytes[i] = (byte) octets[i];
    }
    return InetAddress.getByAddress(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]"})
  void itsCertificateCoversTheLoopbackNames(String host) throws Exception {
    // "::" also takes IPv4 connections.
    InetSocketAddress everywhere = new InetSocketAddress(InetAddress.getByAddress(new byte[16]), 0);
    try (EmbeddedAcmeServer server = EmbeddedAcmeServer.builder().listen(everywhere).start()) {
      HttpClient client =
          HttpClient.newBuilder().sslContext(RawClient.trusting(server.trustAnchorPem())).build();
      URI directory = URI.create(server.directory().toString().replace("127.0.0.1", host));
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(directory).build(), HttpResponse.BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void listensWhereItIsTold() throws Exception {
    InetSocketAddress other = new InetSocketAddress(address(127, 0, 0, 3), 0);
    try (EmbeddedAcmeServer server = EmbeddedAcmeServer.builder().listen(other).start()) {
      assertThat(server.directory().getHost()).isEqualTo("127.0.0.3");
      assertThat(new RawClient(server).newAccount("{}").status()).isEqualTo(201);
    }
  }

  @Test
  void saysWhereItCannotListen() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, address(127, 0, 0, 1))) {
      InetSocketAddress address =
          new InetSocketAddress(address(127, 0, 0, 1), taken.getLocalPort());

      assertThatThrownBy(() -> EmbeddedAcmeServer.builder().listen(address).start())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(String.valueOf(taken.getLocalPort()))
          .hasMessageContaining("port 0");
    }
  }

  @Test
  void tellsWhatItWasAsked() {
    try (EmbeddedAcmeServer server = EmbeddedAcmeServer.builder().start()) {
      RawClient client = new RawClient(server);
      client.newAccount("{}");
      client.newOrder("localhost");
      client.get(server.directory().resolve("/nowhere").toString());

      assertThat(server.requests())
          .extracting(r -> r.method() + " " + r.operation() + " " + r.status())
          .containsExactly(
              "GET directory 200",
              "HEAD newNonce 200",
              "POST newAccount 201",
              "HEAD newNonce 200",
              "POST newOrder 400",
              "GET unknown 404");
      assertThat(server.requests().get(5).path()).isEqualTo("/nowhere");
      assertThat(server.count("newNonce")).isEqualTo(2);
      assertThat(server.count("unknown")).isEqualTo(1);
      assertThat(server.count("finalize")).isZero();
      assertThatThrownBy(() -> server.count("finalise"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("finalize");

      server.resetRequests();
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void givesCopiesOfTheListOfRequests() {
    try (EmbeddedAcmeServer server = EmbeddedAcmeServer.builder().start()) {
      List<ReceivedRequest> before = server.requests();
      new RawClient(server);

      assertThat(before).isEmpty();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void closesAtOnceWithConnectionsOpenAndValidationsRunning() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 10, address(127, 0, 0, 1))) {
      EmbeddedAcmeServer server =
          EmbeddedAcmeServer.builder().httpPort(silent.getLocalPort()).start();
      RawClient client = new RawClient(server).withAccount();
      Reply order = client.newOrder("example.com");
      client.respond(RawClient.challenge(client.authorization(order, 0), "http-01"));
      try (Socket validation = silent.accept()) {
        validation.setSoTimeout(3_000);
        assertThat(validation.getInputStream().read()).isEqualTo('G');
        long begin = System.nanoTime();
        server.close();
        server.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
        assertThatThrownBy(() -> client.get(server.directory().toString()))
            .isInstanceOf(AssertionError.class)
            .hasCauseInstanceOf(IOException.class);
        // Comes to its end now, not when the validation would have given up.
        validation.getInputStream().readAllBytes();
      }
    }
  }

  @Test
  void servesManyClientsAtOnce() throws Exception {
    try (Http01Responder responder = new Http01Responder();
        EmbeddedAcmeServer server =
            EmbeddedAcmeServer.builder().httpPort(responder.port()).start()) {
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<String>> outcomes = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String name = "n" + i + ".example.com";
        outcomes.add(
            threads.submit(
                () -> {
                  RawClient client = new RawClient(server).withAccount();
                  Reply order = client.newOrder(name);
                  client.validate(order, responder);
                  client.finalizeOrder(order, TestCsr.der(name));
                  return client.await(order.location(), "processing").text("status");
                }));
      }
      for (Future<String> outcome : outcomes) {
        assertThat(outcome.get()).isEqualTo("valid");
      }
      threads.shutdown();
    }
  }

  @Test
  void refusesNonsense() {
    EmbeddedAcmeServerBuilder builder = EmbeddedAcmeServer.builder();

    assertThatThrownBy(() -> builder.httpPort(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.httpPort(65536)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.nonceRejectPercent(101)).hasMessageContaining("101");
    assertThatThrownBy(() -> builder.processingPolls(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> builder.chainLength(10)).hasMessageContaining("10");
    assertThatThrownBy(() -> builder.retryAfter(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.backdating(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.renewalInfoRetryAfter(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.certificateValidity(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.listen(InetSocketAddress.createUnresolved("a.example", 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isNotTrustedByThoseWhoWereNotToldTo() {
    try (EmbeddedAcmeServer server = EmbeddedAcmeServer.builder().start();
        EmbeddedAcmeServer other = EmbeddedAcmeServer.builder().start()) {
      HttpClient client =
          HttpClient.newBuilder().sslContext(RawClient.trusting(other.trustAnchorPem())).build();

      assertThatThrownBy(
              () ->
                  client.send(
                      HttpRequest.newBuilder(server.directory()).build(),
                      HttpResponse.BodyHandlers.ofString()))
          .isInstanceOf(SSLException.class);
      assertThat(server.issuerRoot()).isNotEqualTo(other.issuerRoot());
      assertThat(Chains.parse(server.issuerRootPem())).containsExactly(server.issuerRoot());
    }
  }

  @Test
  void answersEvenWhenItBreaksDown() {
    RandomGenerator broken =
        () -> {
          throw new IllegalStateException("no more luck");
        };
    try (EmbeddedAcmeServer server = EmbeddedAcmeServer.builder().random(broken).start()) {
      Reply reply = new RawClient(server).withAccount().newOrder("a.example.com", "b.example.com");

      assertThat(reply.refusal()).isEqualTo("500 serverInternal");
      assertThat(reply.header("Replay-Nonce")).isPresent();
    }
  }
}
