package dev.acmesdk.testing.ca;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small HTTPS server. The JDK's own writes head and body of an answer apart and cannot be told to
 * switch Nagle's algorithm off for one server only, which costs 40 ms for each answer on a kept
 * connection; with a dozen requests for each certificate that is most of the time of a test.
 */
final class HttpsListener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpsListener.class);
  private static final int IDLE_MILLIS = 60_000;

  private final ServerSocket server;
  private final SSLContext tls;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(task -> DaemonThreads.named("acme-ca-connection", task));
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  HttpsListener(InetSocketAddress address, SSLContext tls) throws IOException {
    this.server = new ServerSocket(address.getPort(), 50, address.getAddress());
    this.tls = tls;
  }

  InetSocketAddress address() {
    return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
  }

  void start(Function<Request, Answer> handler) {
    DaemonThreads.named("acme-ca-listener", () -> acceptAll(handler)).start();
  }

  private void acceptAll(Function<Request, Answer> handler) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        dispatch(socket, handler);
      } catch (IOException e) {
        if (!server.isClosed()) {
          log.warn("A connection to the CA could not be accepted", e);
        }
      }
    }
  }

  private void dispatch(Socket socket, Function<Request, Answer> handler) throws IOException {
    try {
      threads.execute(() -> serve(socket, handler));
    } catch (RejectedExecutionException e) {
      // Closed since the connection was accepted.
      socket.close();
    }
  }

  private void serve(Socket plain, Function<Request, Answer> handler) {
    try (plain;
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, true)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(IDLE_MILLIS);
      new HttpConnection(socket, handler).serve();
    } catch (IOException e) {
      // Clients go as they please; a client that does not trust this server leaves here, too.
      log.debug("A connection to the CA has ended: {}", e.toString());
    } finally {
      open.remove(plain);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
