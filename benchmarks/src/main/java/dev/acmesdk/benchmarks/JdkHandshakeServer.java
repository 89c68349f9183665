package dev.acmesdk.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** The JDK's blocking sockets. */
final class JdkHandshakeServer implements HandshakeServer {
  private static final int BACKLOG = 100;

  private final SSLServerSocket socket;
  private final ExecutorService threads;
  private final AtomicInteger complaints = new AtomicInteger();

  JdkHandshakeServer(SSLContext context, int threadCount) throws IOException {
    socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    threads = Executors.newCachedThreadPool();
    for (int i = 0; i < threadCount; i++) {
      threads.execute(this::serve);
    }
  }

  @Override
  public int port() {
    return socket.getLocalPort();
  }

  @Override
  public int complaints() {
    return complaints.get();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (SSLSocket connection = (SSLSocket) socket.accept()) {
        // Else the time is spent in waiting for delayed acknowledgements.
        connection.setTcpNoDelay(true);
        connection.getOutputStream().write(OCTET);
      } catch (IOException e) {
        if (!socket.isClosed()) {
          complaints.incrementAndGet();
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdown();
  }
}
