package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever clients send, the CA goes on. */
@Timeout(60)
class HostileClientsTest {
  private static final int MORE_THAN_IT_SERVES = 600;

  private static EmbeddedAcmeServer server;
  private static SSLContext tls;

  @BeforeAll
  static void start() throws Exception {
    server = EmbeddedAcmeServer.builder().start();
    KeyStore roots = KeyStore.getInstance("PKCS12");
    roots.load(null, null);
    byte[] root = server.trustAnchorPem().getBytes(StandardCharsets.US_ASCII);
    roots.setCertificateEntry(
        "root",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(root)));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(roots);
    tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void assertAlive() {
    assertThat(new RawClient(server).withAccount().newOrder("a.example").status()).isEqualTo(201);
  }

  private static Socket plain() throws IOException {
    return new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port());
  }

  private static int port() {
    return server.directory().getPort();
  }

  /**
   * What the server says, until it has had enough; it may also have gone before it was told all.
   */
  private static String answer(byte[] message) throws IOException {
    try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", port())) {
      OutputStream out = socket.getOutputStream();
      try {
        out.write(message);
        out.flush();
        socket.shutdownOutput();
      } catch (IOException e) {
        return "gone";
      }
      try {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      } catch (IOException e) {
        return "gone";
      }
    }
  }

  static Stream<String> nonsense() {
    String start = "POST /sign-up HTTP/1.1\r\nHost: ca\r\nUser-Agent: fiend\r\n";
    return Stream.of(
        "\0\0\0\0\r\n\r\n",
        "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\n\r\n",
        "GET /dir HTTP/1.1\r\nX: " + "a".repeat(100_000) + "\r\n\r\n",
        "GET /dir HTTP/1.1\r\n" + "X: a\r\n".repeat(10_000) + "\r\n",
        "GET /%zz/../..%00 HTTP/1.1\r\nUser-Agent: fiend\r\n\r\n",
        "GET http://elsewhere.example/dir HTTP/1.1\r\n\r\n",
        start + "Content-Length: 999999999\r\n\r\n" + "x".repeat(200_000),
        start + "Content-Length: -1\r\n\r\n",
        start + "Content-Length: 99999999999999\r\n\r\n",
        start + "Transfer-Encoding: chunked\r\n\r\nffffff\r\n" + "x".repeat(200_000),
        start + "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
        start + "Transfer-Encoding: chunked\r\n\r\n" + "1\r\nx\r\n".repeat(60_000) + "0\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void hasEnoughOfWhatIsNoRequest(String message) throws Exception {
    String answer = answer(message.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(answer).doesNotStartWith("HTTP/1.1 2").doesNotStartWith("HTTP/1.1 5");
    assertAlive();
  }

  @Test
  void survivesRandomOctets() throws Exception {
    Random random = new Random(20_261_129);
    for (int i = 0; i < 100; i++) {
      byte[] octets = new byte[random.nextInt(2_000)];
      random.nextBytes(octets);

      assertThat(answer(octets)).doesNotStartWith("HTTP/1.1 2").doesNotStartWith("HTTP/1.1 5");
    }
    assertAlive();
  }

  @Test
  void servesOthersWhileManyClientsNeverFinish() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < MORE_THAN_IT_SERVES; i++) {
        silent.add(plain());
      }
      assertAlive();

      assertThat(silent.get(0).getInputStream().read()).as("the oldest was cut off").isNegative();
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }
}
