package dev.acmesdk.listener;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open port, and the one daemon thread that serves all who connect to it.
 *
 * <p>It is thread-safe.
 */
public final class Listener {
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
  private final int limit;
  private final BiFunction<SocketChannel, SelectionKey, Client> admission;
  // In the order of their arrival.
  private final Map<SocketChannel, Client> clients = new LinkedHashMap<>();
  private volatile boolean closing;

  private Listener(
      ServerSocketChannel channel,
      String name,
      int limit,
      BiFunction<SocketChannel, SelectionKey, Client> admission)
      throws IOException {
    this.channel = channel;
    this.limit = limit;
    this.admission = admission;
    port = channel.socket().getLocalPort();
    channel.configureBlocking(false);
    selector = Selector.open();
    acceptKey = channel.register(selector, SelectionKey.OP_ACCEPT);
    thread = new Thread(this::run, name + "-" + port);
    thread.setDaemon(true);
  }

  /**
   * Starts to serve those who connect to a channel.
   *
   * @param channel a bound channel, which is closed together with the listener, or if this fails
   * @param name what the thread's name begins with
   * @param limit how many clients may be connected at once; the oldest makes room for a new one
   * @param admission takes in a client, whose channel does not block and is registered for reading
   * @return the listener
   * @throws IOException if the channel cannot be used
   */
  public static Listener open(
      ServerSocketChannel channel,
      String name,
      int limit,
      BiFunction<SocketChannel, SelectionKey, Client> admission)
      throws IOException {
    try {
      Listener listener = new Listener(channel, name, limit, admission);
      listener.thread.start();
      log.debug("Listening on {}", channel.getLocalAddress());
      return listener;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * The port.
   *
   * @return the TCP port that it listens on
   */
  public int port() {
    return port;
  }

  /**
   * Frees the port and hangs up on everybody, and returns when that is done. The thread does it
   * itself: a channel is not really closed before its selector has let go of it.
   */
  public void close() {
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
      log.error("The server on port {} has failed", port, e);
    } finally {
      clients.values().forEach(Client::close);
    }
  }

  private void serveRound() throws IOException {
    boolean isPaused = acceptKey.interestOps() == 0;
    boolean mayWaitForever = clients.isEmpty() && !isPaused;
    selector.select(this::serve, mayWaitForever ? 0 : ROUND_MILLIS);
    if (isPaused) {
      acceptKey.interestOps(SelectionKey.OP_ACCEPT);
    }
    clients.values().stream().filter(Client::isOverdue).forEach(Client::close);
    clients.keySet().removeIf(client -> !client.isOpen());
  }

  private void serve(SelectionKey key) {
    if (key == acceptKey) {
      accept();
    } else if (key.attachment() instanceof Client client && key.isValid()) {
      client.proceed();
    }
  }

  private void accept() {
    try {
      for (int i = 0; i < ACCEPTED_PER_ROUND; i++) {
        SocketChannel accepted = channel.accept();
        if (accepted == null) {
          return;
        }
        admit(accepted);
      }
    } catch (IOException e) {
      log.warn("Port {} takes no more connections for the moment", port, e);
      closeOldest();
      acceptKey.interestOps(0);
    }
  }

  private void admit(SocketChannel accepted) throws IOException {
    if (clients.size() >= limit) {
      closeOldest();
    }
    accepted.configureBlocking(false);
    SelectionKey key = accepted.register(selector, SelectionKey.OP_READ);
    Client client = admission.apply(accepted, key);
    key.attach(client);
    clients.put(accepted, client);
  }

  private void closeOldest() {
    Iterator<Client> inOrder = clients.values().iterator();
    if (inOrder.hasNext()) {
      inOrder.next().close();
      inOrder.remove();
    }
  }
}
