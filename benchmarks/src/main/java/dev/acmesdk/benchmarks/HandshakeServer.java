package dev.acmesdk.benchmarks;

import java.io.IOException;
import javax.net.ssl.SSLContext;

/** A server on the loopback interface that sends one octet to everybody after the handshake. */
interface HandshakeServer extends AutoCloseable {
  /** What everybody gets. */
  int OCTET = 42;

  int port();

  /** How many handshakes have failed at this end. */
  int complaints();

  @Override
  void close() throws IOException;

  /** Whose TLS it is: of blocking sockets, or an engine in a server without a thread for each. */
  enum Kind {
    /** Sockets of the JDK. */
    JDK,
    /** Jetty with the JDK's engine. */
    JETTY,
    /** Netty with the JDK's engine. */
    NETTY;

    HandshakeServer start(SSLContext context, int threads) throws Exception {
      return switch (this) {
        case JDK -> new JdkHandshakeServer(context, threads);
        case JETTY -> new JettyHandshakeServer(context);
        case NETTY -> new NettyHandshakeServer(context, threads);
      };
    }
  }
}
