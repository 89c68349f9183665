package dev.acmesdk.error;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.tls.TlsServer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;

/** From what the network says, as far as possible from a real network: the loopback device. */
class ServerUnreachableExceptionTest {
  private static final URI URL = URI.create("https://ca.example:14000/directory");

  @Test
  void unknownNameIsPerhapsATypingError() {
    ServerUnreachableException e =
        new ServerUnreachableException(
            URI.create("https://ca.example/directory"), new UnknownHostException("ca.example"));
    assertThat(e)
        .hasMessage(
            "The ACME server at ca.example could not be reached: its name is not in DNS. Check the"
                + " directory URL for a typing error, and this machine's DNS.");
    assertThat(e.isRetryable()).isTrue();
    assertThat(e.url()).isEqualTo(URI.create("https://ca.example/directory"));
  }

  @Test
  void refusedConnectionNamesThePort() throws Exception {
    ServerUnreachableException e = new ServerUnreachableException(URL, refused());
    assertThat(e)
        .hasMessage(
            "The ACME server at ca.example:14000 could not be reached: the connection was refused"
                + " or dropped. Check that this machine may open connections to port 14000 of it"
                + " (firewall, proxy), then try again.")
        .hasCauseInstanceOf(ConnectException.class);
    assertThat(e.isRetryable()).isTrue();
  }

  @Test
  void theUsualPortIs443() {
    URI url = URI.create("https://ca.example/directory");
    assertThat(new ServerUnreachableException(url, new NoRouteToHostException("No route")))
        .hasMessageContaining("could not be reached: No route.")
        .hasMessageContaining("port 443");
  }

  @Test
  void silenceIsToldAsSuch() throws Exception {
    ServerUnreachableException e = new ServerUnreachableException(URL, silence());
    assertThat(e).hasMessageContaining("could not be reached: it did not answer in time.");
    assertThat(e.isRetryable()).isTrue();
  }

  @Test
  void brokenConnectionIsToldInTheNetworksWords() {
    ServerUnreachableException e =
        new ServerUnreachableException(URL, new SocketException("Connection reset"));
    assertThat(e).hasMessageContaining("could not be reached: Connection reset.");
    assertThat(e.isRetryable()).isTrue();
  }

  @Test
  void aCauseWithoutWordsIsNamed() {
    assertThat(new ServerUnreachableException(URL, new EOFException()))
        .hasMessageContaining("could not be reached: EOFException. Check");
  }

  /** The JDK and OkHttp put a server's first line into their message. */
  @Test
  void wordsOfTheServerStayInOneLine() {
    IOException cause =
        new ProtocolException("Unexpected status line: \u001b[31m\nFAKE." + "x".repeat(9000));
    assertThat(new ServerUnreachableException(URL, cause).getMessage())
        .contains("Unexpected status line:")
        .doesNotContainPattern("\\p{Cc}")
        .hasSizeLessThan(600);
  }

  @Test
  void sentencesEndOnce() {
    assertThat(new ServerUnreachableException(URL, new IOException("It broke.")))
        .hasMessageContaining("could not be reached: It broke. Check");
  }

  @Test
  void passwordsInTheUrlAreNotShown() {
    URI url = URI.create("https://user:password@ca.example:14000/directory");
    assertThat(new ServerUnreachableException(url, new IOException("x")).getMessage())
        .startsWith("The ACME server at ca.example:14000 could not")
        .doesNotContain("password");
  }

  @Test
  void withoutTlsTheUsualPortIs80() {
    URI url = URI.create("http://[::1]/directory");
    assertThat(new ServerUnreachableException(url, new IOException("x")))
        .hasMessageStartingWith("The ACME server at [::1] could not")
        .hasMessageContaining("port 80 of it");
  }

  @Test
  void aServerWithoutTlsIsNotDistrust() throws Exception {
    try (PlainServer server = new PlainServer();
        Socket socket = SSLContext.getDefault().getSocketFactory().createSocket()) {
      socket.connect(server.address());
      ServerUnreachableException e =
          new ServerUnreachableException(URL, failure(() -> socket.getOutputStream().write(1)));
      assertThat(e)
          .hasMessageContaining("TLS failed (")
          .hasMessageContaining("Check that it is an HTTPS server, and that no proxy interferes");
      assertThat(e.isRetryable()).isTrue();
    }
  }

  /** Alerts about certificates are about ours: the server's would be refused by us, not by it. */
  @Test
  void anAlertAboutOurCertificateIsNotDistrust() {
    IOException cause = new SSLHandshakeException("Received fatal alert: certificate_required");
    assertThat(new ServerUnreachableException(URL, cause))
        .hasMessageContaining("TLS failed (Received fatal alert: certificate_required).");
  }

  @Test
  void unknownIssuerIsDistrust() throws Exception {
    IOException cause = TlsServer.handshakeFailure(ca().leaf("localhost").issue(), null);
    assertDistrusted(cause);
  }

  @Test
  void expiredCertificateIsDistrust() throws Exception {
    TestCa ca = ca();
    Instant longAgo = Instant.parse("2021-01-01T00:00:00Z");
    TestCa.Issued expired = ca.leaf("localhost").valid(longAgo, Duration.ofDays(1)).issue();
    assertDistrusted(TlsServer.handshakeFailure(expired, ca));
  }

  @Test
  void anotherNamesCertificateIsDistrust() throws Exception {
    TestCa ca = ca();
    assertDistrusted(TlsServer.handshakeFailure(ca.leaf("other.example").issue(), ca));
    assertDistrusted(new SSLPeerUnverifiedException("Hostname ca.example not verified:\n ..."));
  }

  private static void assertDistrusted(IOException cause) {
    ServerUnreachableException e = new ServerUnreachableException(URL, cause);
    assertThat(e)
        .hasMessage(
            "The ACME server at ca.example:14000 could not be reached: its TLS certificate is not"
                + " trusted. For a private CA, give the certificate that signed its server's"
                + " (trust(…)). Otherwise check this machine's clock, and whether a proxy"
                + " intercepts TLS.");
    assertThat(e.isRetryable()).isFalse();
  }

  private static TestCa ca() {
    return TestCa.withIntermediates(1);
  }

  private interface Action {
    void run() throws IOException;
  }

  private static IOException failure(Action action) {
    try {
      action.run();
    } catch (IOException e) {
      return e;
    }
    throw new IllegalStateException("It went well");
  }

  /** Says something that is not TLS to the first who connects. */
  private static final class PlainServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final CompletableFuture<Void> serving = CompletableFuture.runAsync(this::serve);

    PlainServer() throws IOException {}

    SocketAddress address() {
      return socket.getLocalSocketAddress();
    }

    private void serve() {
      try (Socket connection = socket.accept()) {
        connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
        connection.shutdownOutput();
        connection.getInputStream().readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      serving.join();
      socket.close();
    }
  }

  private static IOException refused() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      throw new IllegalStateException("Somebody listens on " + socket);
    } catch (ConnectException e) {
      return e;
    }
  }

  private static IOException silence() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
      socket.setSoTimeout(1);
      InputStream in = socket.getInputStream();
      throw new IllegalStateException("Somebody answered " + in.read());
    } catch (SocketTimeoutException e) {
      return e;
    }
  }
}
