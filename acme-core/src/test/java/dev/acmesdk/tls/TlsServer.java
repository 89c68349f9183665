package dev.acmesdk.tls;

import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.store.Lineage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * A TLS server on the loopback device that serves one connection after the other, each one octet.
 */
public final class TlsServer implements AutoCloseable {
  private static final int OCTET = 42;

  private final SSLServerSocket socket;
  private final CompletableFuture<Void> serving;
  private volatile IOException lastComplaint;

  TlsServer(SSLContext context, String... protocols) throws IOException {
    socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    serving = CompletableFuture.runAsync(this::serve);
  }

  /** One that presents a certificate. */
  public static TlsServer presenting(TestCa.Issued issued) throws IOException {
    return new TlsServer(
        ServerTls.context(
            new Lineage("l", 1, issued.chain(), issued.key().getPrivate(), null, null)));
  }

  public int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (SSLSocket connection = (SSLSocket) socket.accept()) {
        connection.getOutputStream().write(OCTET);
      } catch (SSLException | SocketException e) {
        // Of a client that did not like the certificate, or of close(): the client's side tells.
        lastComplaint = e;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Connects as "localhost" and gives the session, of which the server has proved its part. */
  SSLSession connect(SSLContext client) throws IOException {
    try (SSLSocket connection =
        (SSLSocket)
            client
                .getSocketFactory()
                .createSocket(InetAddress.getByName("localhost"), socket.getLocalPort())) {
      SSLParameters parameters = connection.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      connection.setSSLParameters(parameters);
      if (connection.getInputStream().read() != OCTET) {
        throw new IllegalStateException("The server did not say what it should");
      }
      return connection.getSession();
    }
  }

  /** What a client that trusts a CA, or the usual ones, says of a server's certificate. */
  public static IOException handshakeFailure(TestCa.Issued issued, TestCa trusted)
      throws Exception {
    try (TlsServer server = presenting(issued)) {
      server.connect(trusted == null ? SSLContext.getDefault() : trusting(trusted));
      throw new IllegalStateException("The client was content", server.lastComplaint);
    } catch (SSLException e) {
      return e;
    }
  }

  static SSLContext trusting(TestCa ca) throws GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(ca.trustStore());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @Override
  public void close() throws IOException {
    socket.close();
    serving.join();
  }
}
