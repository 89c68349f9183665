package dev.acmesdk.examples.jetty;

import dev.acmesdk.ManagedCertificate;
import dev.acmesdk.examples.server.Page;
import dev.acmesdk.examples.server.RunningServer;
import dev.acmesdk.examples.server.Stage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Jetty with a certificate that looks after itself. */
public final class JettyExample {
  private JettyExample() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Stage#open}
   * @throws Exception if it fails
   */
  public static void main(String[] args) throws Exception {
    Stage.run(args, JettyExample::start);
  }

  static RunningServer start(ManagedCertificate certificate, int port) throws Exception {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(certificate.sslContext());

    Server server = new Server();
    ServerConnector connector = new ServerConnector(server, tls);
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(new Pages(certificate));
    server.start();
    return new RunningServer(connector.getLocalPort(), server::stop);
  }

  private static final class Pages extends Handler.Abstract {
    private final ManagedCertificate certificate;

    Pages(ManagedCertificate certificate) {
      this.certificate = certificate;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String page = Page.answer(certificate, Request.getPathInContext(request));
      byte[] body = page.getBytes(StandardCharsets.UTF_8);
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
      response.write(true, ByteBuffer.wrap(body), callback);
      return true;
    }
  }
}
