package dev.acmesdk.http01;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open port, and the one thread that serves all who connect to it. */
final class Listener {
  private static final Logger log = LoggerFactory.getLogger(Listener.class);
  // How often is looked for clients that are overdue.
  private static final long ROUND_MILLIS = 250;
  private static final int ACCEPTED_PER_ROUND = 64;
  private static final long CLOSE_SECONDS = 1;

  private final ServerSocketChannel channel;
  private final Selector selector;
  private final SelectionKey acceptKey;
  private final int port;
  private final Thread thread;
  private final Http01Responder responder;
  private final Limits limits;
  // In the order of their arrival.
  private final Set<Connection> connections = new LinkedHashSet<>();
  private volatile boolean closing;

  private Listener(ServerSocketChannel channel, Http01Responder responder, Limits limits)
      throws IOException {
    this.channel = channel;
    this.responder = responder;
    this.limits = limits;
    port = channel.socket().getLocalPort();
    channel.configureBlocking(false);
    selector = Selector.open();
    acceptKey = channel.register(selector, SelectionKey.OP_ACCEPT);
    thread = new Thread(this::run, "acme-http01-" + port);
    thread.setDaemon(true);
  }

  /** Starts to serve those who connect to the channel; it is closed if that fails. */
  static Listener open(ServerSocketChannel channel, Http01Responder responder, Limits limits)
      throws IOException {
    try {
      Listener listener = new Listener(channel, responder, limits);
      listener.thread.start();
      log.debug("Listening on {}", channel.getLocalAddress());
      return listener;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  int port() {
    return port;
  }

  /**
   * Frees the port and hangs up on everybody, and returns when that is done. The thread does it
   * itself: a channel is not really closed before its selector has let go of it.
   */
  void close() {
    closing = true;
    selector.wakeup();
    boolean interrupted = false;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
    while (thread.isAlive() && System.nanoTime() - end < 0) {
      try {
        TimeUnit.NANOSECONDS.timedJoin(thread, end - System.nanoTime());
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (selector;
        channel) {
      while (!closing) {
        serveRound();
      }
    } catch (IOException e) {
      log.error("The HTTP-01 server on port {} has failed", port, e);
    } finally {
      connections.forEach(Connection::close);
    }
  }

  private void serveRound() throws IOException {
    boolean isPaused = acceptKey.interestOps() == 0;
    boolean mayWaitForever = connections.isEmpty() && !isPaused;
    selector.select(this::serve, mayWaitForever ? 0 : ROUND_MILLIS);
    if (isPaused) {
      acceptKey.interestOps(SelectionKey.OP_ACCEPT);
    }
    connections.stream().filter(Connection::isOverdue).forEach(Connection::close);
    connections.removeIf(Connection::isClosed);
  }

  private void serve(SelectionKey key) {
    if (key == acceptKey) {
      accept();
    } else if (key.attachment() instanceof Connection connection && !connection.isClosed()) {
      connection.proceed();
    }
  }

  private void accept() {
    try {
      for (int i = 0; i < ACCEPTED_PER_ROUND; i++) {
        SocketChannel client = channel.accept();
        if (client == null) {
          return;
        }
        admit(client);
      }
    } catch (IOException e) {
      log.warn("Port {} takes no more connections for the moment", port, e);
      closeOldest();
      acceptKey.interestOps(0);
    }
  }

  private void admit(SocketChannel client) throws IOException {
    if (connections.size() >= limits.connections()) {
      closeOldest();
    }
    client.configureBlocking(false);
    SelectionKey key = client.register(selector, SelectionKey.OP_READ);
    Connection connection = new Connection(client, key, responder, limits);
    key.attach(connection);
    connections.add(connection);
  }

  private void closeOldest() {
    Iterator<Connection> inOrder = connections.iterator();
    if (inOrder.hasNext()) {
      inOrder.next().close();
      inOrder.remove();
    }
  }
}
