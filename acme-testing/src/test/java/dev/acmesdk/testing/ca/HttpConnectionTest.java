package dev.acmesdk.testing.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.testing.EmbeddedAcmeServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Octet by octet, for what HTTP clients do not let one send. */
class HttpConnectionTest {
  private static EmbeddedAcmeServer server;

  @BeforeAll
  static void start() {
    server = EmbeddedAcmeServer.builder().start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Sends this, and gives all that comes back until the server closes. */
  private static String send(String... lines) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    byte[] pem = server.trustAnchorPem().getBytes(StandardCharsets.US_ASCII);
    store.setCertificateEntry(
        "ca",
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    try (Socket socket =
        tls.getSocketFactory()
            .createSocket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(String.join("\r\n", lines).getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static int port() {
    return server.directory().getPort();
  }

  private static String directory() {
    return server.directory().getPath();
  }

  @Test
  void rfc8555Section6_1_wantsAUserAgentField() throws Exception {
    assertThat(send("GET " + directory() + " HTTP/1.1", "Connection: close", "", ""))
        .startsWith("HTTP/1.1 400 ")
        .contains("All requests MUST include a User-Agent header");
  }

  @Test
  void answersSeveralRequestsOnOneConnection() throws Exception {
    String answers =
        send(
            "GET " + directory() + " HTTP/1.1",
            "User-Agent: a",
            "",
            "GET " + directory() + " HTTP/1.1",
            "user-agent: a",
            "connection: Close",
            "",
            "");

    assertThat(answers.split("HTTP/1.1 200 ", -1)).hasSize(3);
  }

  @Test
  void closesAfterAnOldFashionedRequest() throws Exception {
    assertThat(send("GET " + directory() + " HTTP/1.0", "User-Agent: a", "", ""))
        .startsWith("HTTP/1.1 200 ")
        .contains("Connection: close")
        .contains("\"newNonce\"");
  }

  @Test
  void rfc9110Section10_1_1_asksForBodiesThatAreHeldBack() throws Exception {
    String answer =
        send(
            "POST /nowhere HTTP/1.1",
            "User-Agent: a",
            "Connection: close",
            "Expect: 100-continue",
            "Content-Length: 2",
            "",
            "{}");

    assertThat(answer).startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 ");
  }

  @Test
  void takesChunkedBodies() throws Exception {
    String answer =
        send(
            "POST /nowhere HTTP/1.1",
            "User-Agent: a",
            "Connection: close",
            "Transfer-Encoding: chunked",
            "",
            "2",
            "{}",
            "0",
            "",
            "");

    assertThat(answer).startsWith("HTTP/1.1 404 ");
  }

  @Test
  void rfc9112Section3_refusesWhatIsNoRequest() throws Exception {
    assertThat(send("HELO example.com", "")).startsWith("HTTP/1.1 400 ");
    assertThat(send("GET * HTTP/1.1", "")).startsWith("HTTP/1.1 400 ");
    assertThat(send("GET / HTTP/1.1", "no field", "")).startsWith("HTTP/1.1 400 ");
    assertThat(send("GET / HTTP/1.1", "Content-Length: -1", "", "")).startsWith("HTTP/1.1 400 ");
    assertThat(send("GET /" + "x".repeat(9000), "")).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void survivesClientsThatDoNotSpeakTls() throws Exception {
    try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().readAllBytes();
    }

    assertThat(send("GET " + directory() + " HTTP/1.0", "User-Agent: a", "", ""))
        .startsWith("HTTP/1.1 200 ");
  }
}
