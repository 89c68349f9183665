package dev.acmesdk.testing.ca;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
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
  private static final int BACKLOG = 500;
  private static final int MOST_CONNECTIONS = 500;

  private final InetSocketAddress address;
  private final SSLContext tls;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(task -> DaemonThreads.named("acme-ca-connection", task));
  private final Set<Socket> open = Collections.synchronizedSet(new LinkedHashSet<>());
  private ServerSocket server;
  private @Nullable Socket reservation;
  private @Nullable Handler handler;
  private CompletableFuture<Void> acceptor = CompletableFuture.completedFuture(null);
  private boolean closed;

  HttpsListener(InetSocketAddress address, SSLContext tls) throws IOException {
    this.server = bound(address);
    this.address = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    this.tls = tls;
  }

  private static ServerSocket bound(InetSocketAddress address) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      // Connections that have just ended would keep the port otherwise.
      socket.setReuseAddress(true);
      socket.bind(address, BACKLOG);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  InetSocketAddress address() {
    return address;
  }

  synchronized void start(Handler requests) {
    handler = requests;
    accept(server, requests);
  }

  private void accept(ServerSocket from, Handler requests) {
    acceptor =
        CompletableFuture.runAsync(
            () -> acceptAll(from, requests),
            task -> DaemonThreads.named("acme-ca-listener", task).start());
  }

  private void acceptAll(ServerSocket from, Handler requests) {
    while (!from.isClosed()) {
      try {
        Socket socket = from.accept();
        makeRoom();
        open.add(socket);
        dispatch(socket, from, requests);
      } catch (IOException e) {
        if (!from.isClosed()) {
          log.warn("A connection to the CA could not be accepted", e);
        }
      }
    }
  }

  /** Each connection has a thread, so clients that say nothing must not be without number. */
  private void makeRoom() throws IOException {
    synchronized (open) {
      if (open.size() >= MOST_CONNECTIONS) {
        Iterator<Socket> oldest = open.iterator();
        oldest.next().close();
        oldest.remove();
      }
    }
  }

  private void dispatch(Socket socket, ServerSocket from, Handler requests) throws IOException {
    try {
      threads.execute(() -> serve(socket, requests));
    } catch (RejectedExecutionException e) {
      // Closed since the connection was accepted.
      socket.close();
    }
    if (from.isClosed()) {
      // It may have come too late for those who cut connections.
      socket.close();
    }
  }

  private void serve(Socket plain, Handler requests) {
    try (plain;
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, true)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(IDLE_MILLIS);
      serve(new HttpConnection(socket, requests), plain);
    } catch (IOException e) {
      // Clients go as they please; a client that does not trust this server leaves here, too.
      log.debug("A connection to the CA has ended: {}", e.toString());
    } finally {
      open.remove(plain);
    }
  }

  private static void serve(HttpConnection connection, Socket plain) throws IOException {
    try {
      connection.serve();
    } catch (CutOff e) {
      log.debug("{}", e.getMessage());
      // Without a word in TLS, and with a reset instead of an orderly end.
      plain.setSoLinger(true, 0);
      plain.close();
    }
  }

  /**
   * Cuts all connections and refuses others. The port stays reserved, so that nobody else has it
   * when it is wanted back: a socket that is bound but does not listen refuses connections, too.
   */
  synchronized void refuse() throws IOException {
    if (closed || reservation != null) {
      return;
    }
    server.close();
    // The system goes on listening for as long as a thread is still within accept.
    acceptor.join();
    Socket socket = new Socket();
    socket.setReuseAddress(true);
    socket.bind(address);
    reservation = socket;
    cutConnections();
  }

  /** Takes connections again, on the same port. */
  synchronized void listen() throws IOException {
    if (closed || reservation == null || handler == null) {
      return;
    }
    reservation.close();
    reservation = null;
    server = bound(address);
    accept(server, handler);
  }

  private void cutConnections() throws IOException {
    for (Socket socket : List.copyOf(open)) {
      socket.close();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    server.close();
    if (reservation != null) {
      reservation.close();
    }
    threads.shutdownNow();
    cutConnections();
  }
}
