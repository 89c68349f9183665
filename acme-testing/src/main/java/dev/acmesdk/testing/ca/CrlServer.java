package dev.acmesdk.testing.ca;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the CRL by plain HTTP: whoever wants to know whether a certificate is revoked cannot be
 * told by a server whose own certificate may be (RFC 5280 section 8).
 */
final class CrlServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CrlServer.class);
  private static final String PATH = "/struck-off.crl";
  private static final int IDLE_MILLIS = 10_000;

  private final ServerSocket server = new ServerSocket();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  CrlServer(InetAddress address) throws IOException {
    server.bind(new InetSocketAddress(address, 0));
  }

  URI url() {
    return URI.create(
        Urls.of("http", new InetSocketAddress(server.getInetAddress(), server.getLocalPort()))
                .base()
            + PATH);
  }

  void start(Supplier<byte[]> crl) {
    DaemonThreads.named("acme-ca-crl", () -> acceptAll(request -> answer(request, crl))).start();
  }

  private static Answer answer(Request request, Supplier<byte[]> crl) {
    if (!request.path().equals(PATH)) {
      return Answer.empty(404);
    }
    return Answer.empty(200).as("application/pkix-crl").withBody(Octets.of(crl.get()));
  }

  private void acceptAll(Handler handler) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        DaemonThreads.named("acme-ca-crl-connection", () -> serve(socket, handler)).start();
      } catch (IOException e) {
        if (!server.isClosed()) {
          log.warn("A connection for the CRL could not be accepted", e);
        }
      }
    }
  }

  private void serve(Socket socket, Handler handler) {
    try (socket) {
      socket.setSoTimeout(IDLE_MILLIS);
      new HttpConnection(socket, handler).serve();
    } catch (IOException e) {
      log.debug("A connection for the CRL has ended: {}", e.toString());
    } finally {
      open.remove(socket);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
