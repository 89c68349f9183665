package dev.acmesdk.examples.quickstart;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.acmesdk.Acme;
import dev.acmesdk.ManagedCertificate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** A server whose certificate looks after itself. */
final class Managed {
  private Managed() {}

  static HttpsServer serve(Acme acme, int port) throws IOException {
    ManagedCertificate certificate =
        acme.domains("example.com")
            .managing()
            .startWithPlaceholder()
            .onEvent(event -> System.out.println(event))
            .start();
    HttpsServer server = HttpsServer.create(new InetSocketAddress(port), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.sslContext()));
    server.setExecutor(Executors.newCachedThreadPool());
    return server;
  }
}
