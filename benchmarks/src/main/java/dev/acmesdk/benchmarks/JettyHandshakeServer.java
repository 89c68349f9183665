package dev.acmesdk.benchmarks;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Jetty, with a protocol of one octet instead of HTTP. */
final class JettyHandshakeServer implements HandshakeServer {
  private static final String OCTETS = "octets";

  private final Server server = new Server();
  private final ServerConnector connector;
  private final AtomicInteger complaints = new AtomicInteger();

  JettyHandshakeServer(SSLContext context) throws Exception {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(context);
    SslConnectionFactory handshakes = new SslConnectionFactory(tls, OCTETS);
    handshakes.addBean(
        new SslHandshakeListener() {
          @Override
          public void handshakeFailed(Event event, Throwable failure) {
            complaints.incrementAndGet();
          }
        });
    connector = new ServerConnector(server, handshakes, new Octets());
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.start();
  }

  @Override
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public int complaints() {
    return complaints.get();
  }

  @Override
  public void close() {
    LifeCycle.stop(server);
  }

  private static final class Octets extends AbstractConnectionFactory {
    Octets() {
      super(OCTETS);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
      return configure(new OctetConnection(endPoint, connector.getExecutor()), connector, endPoint);
    }
  }

  private static final class OctetConnection extends AbstractConnection {
    OctetConnection(EndPoint endPoint, Executor executor) {
      super(endPoint, executor);
    }

    @Override
    public void onOpen() {
      super.onOpen();
      getEndPoint().write(Callback.from(this::close), ByteBuffer.wrap(new byte[] {OCTET}));
    }

    @Override
    public void onFillable() {
      close();
    }
  }
}
