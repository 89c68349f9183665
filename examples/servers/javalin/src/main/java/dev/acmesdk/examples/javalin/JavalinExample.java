package dev.acmesdk.examples.javalin;

import dev.acmesdk.ManagedCertificate;
import dev.acmesdk.examples.server.Page;
import dev.acmesdk.examples.server.RunningServer;
import dev.acmesdk.examples.server.Stage;
import io.javalin.Javalin;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Javalin with a certificate that looks after itself. */
public final class JavalinExample {
  private JavalinExample() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Stage#open}
   * @throws Exception if it fails
   */
  public static void main(String[] args) throws Exception {
    Stage.run(args, JavalinExample::start);
  }

  static RunningServer start(ManagedCertificate certificate, int port) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(certificate.sslContext());

    Javalin server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.jetty.addConnector((jetty, http) -> connector(jetty, http, tls, port));
              config.routes.get(
                  "/*", context -> context.result(Page.answer(certificate, context.path())));
            });
    server.start();
    return new RunningServer(server.port(), server::stop);
  }

  private static Connector connector(
      Server jetty, HttpConfiguration http, SslContextFactory.Server tls, int port) {
    ServerConnector connector = new ServerConnector(jetty, tls, new HttpConnectionFactory(http));
    connector.setPort(port);
    return connector;
  }
}
