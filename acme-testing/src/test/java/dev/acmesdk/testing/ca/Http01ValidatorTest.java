package dev.acmesdk.testing.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Web servers that misbehave on the wire. */
class Http01ValidatorTest {
  private static final Duration SHORT = Duration.ofMillis(250);
  private static final ValidationTask TASK =
      new ValidationTask(
          Identifier.dns("example.com"),
          false,
          "http-01",
          "https://ca/1",
          "token",
          "token.thumbprint");

  private ServerSocket socket;
  private Http01Validator validator;
  private CompletableFuture<String> request = new CompletableFuture<>();
  private ProblemKind kind = ProblemKind.MALFORMED;

  @BeforeEach
  void listen() throws IOException {
    socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    validator =
        new Http01Validator(
            new Names(Map.of(), Optional.empty()),
            socket.getLocalPort(),
            SHORT,
            Duration.ofSeconds(10));
  }

  @AfterEach
  void stop() throws IOException {
    socket.close();
  }

  private String failure() {
    ChallengeFailure failure =
        catchThrowableOfType(ChallengeFailure.class, () -> validator.validate(TASK));
    assertThat(failure).isNotNull();
    kind = failure.problem().kind();
    return failure.problem().detail();
  }

  /** Sends this and closes, once the request has come in. */
  private void answering(String... pieces) {
    request =
        CompletableFuture.supplyAsync(
            () -> {
              try (Socket connection = socket.accept()) {
                HttpInput input = new HttpInput(connection.getInputStream(), 0);
                StringBuilder head = new StringBuilder(input.line());
                input
                    .fields()
                    .forEach(
                        f -> head.append('\n').append(f.name()).append(": ").append(f.value()));
                OutputStream out = connection.getOutputStream();
                for (String piece : pieces) {
                  out.write(piece.getBytes(StandardCharsets.ISO_8859_1));
                  out.flush();
                }
                return head.toString();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  @Test
  void rfc8555Section8_3_asksForTheTokenAndNamesTheHost() throws Exception {
    answering("HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\ntoken.thumbprint");
    validator.validate(TASK);

    assertThat(request.get())
        .startsWith("GET /.well-known/acme-challenge/token HTTP/1.1\n")
        .contains("\nHost: example.com:" + socket.getLocalPort() + "\n");
  }

  @Test
  void leavesTheUsualPortOutOfTheHostField() {
    WebTarget usual = new WebTarget(Identifier.dns("example.com"), 80, "/a");
    WebTarget ipv6 = new WebTarget(Identifier.ip("::1"), 5002, "/a");

    assertThat(usual.authority()).isEqualTo("example.com");
    assertThat(usual.url()).isEqualTo("http://example.com/a");
    assertThat(ipv6.authority()).isEqualTo("[::1]:5002");
    assertThat(usual.redirectedTo("//[::2]:80/b").authority()).isEqualTo("[::2]");
  }

  @Test
  void readsChunkedBodiesAndInterimAnswers() throws Exception {
    answering(
        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        "6\r\ntoken.\r\n",
        "A;x=y\r\nthumbprint\r\n0\r\n\r\n");

    validator.validate(TASK);
  }

  @Test
  void readsToTheEndOfOldFashionedAnswers() throws Exception {
    answering("HTTP/1.0 200 OK\r\n\r\ntoken.thumbprint");

    validator.validate(TASK);
  }

  @Test
  void tellsThatAServerDoesNotAnswer() {
    validator =
        new Http01Validator(
            new Names(Map.of(), Optional.empty()), socket.getLocalPort(), SHORT, SHORT);

    assertThat(failure())
        .startsWith("127.0.0.1: Fetching http://example.com:")
        .endsWith(": Timeout during read (your server may be slow or overloaded)");
    assertThat(kind).isEqualTo(ProblemKind.CONNECTION);
  }

  @Test
  void tellsThatAConnectionCannotBeMade() throws IOException {
    List<SocketChannel> waiting = new ArrayList<>();
    try {
      // Nobody accepts: when the queue of the listening socket is full, the kernel stays silent.
      for (int i = 0; i < 4; i++) {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort()));
        waiting.add(channel);
      }

      assertThat(failure()).endsWith(": Timeout during connect (likely firewall problem)");
      assertThat(kind).isEqualTo(ProblemKind.CONNECTION);
    } finally {
      for (SocketChannel channel : waiting) {
        channel.close();
      }
    }
  }

  @Test
  void tellsThatAnAnswerIsNotHttp() {
    answering("SSH-2.0-OpenSSH_9.2\r\n\r\n");

    assertThat(failure()).endsWith(": malformed HTTP response");
    assertThat(kind).isEqualTo(ProblemKind.CONNECTION);
  }

  @Test
  void tellsThatAnAnswerIsCutOff() {
    answering("HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\ntoken");

    assertThat(failure()).endsWith(": Error getting validation data");
    assertThat(kind).isEqualTo(ProblemKind.CONNECTION);
  }

  @Test
  void readsNoMoreThanAKeyAuthorizationCanBe() {
    answering("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(200_000));

    assertThat(failure()).contains("did not match");
    assertThat(kind).isEqualTo(ProblemKind.UNAUTHORIZED);
  }
}
