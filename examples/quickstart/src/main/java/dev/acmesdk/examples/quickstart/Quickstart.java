package dev.acmesdk.examples.quickstart;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.acmesdk.Acme;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import dev.acmesdk.tls.ServerTls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Gets a certificate from a CA on this machine, and serves HTTPS with it. */
public final class Quickstart {
  private Quickstart() {}

  /**
   * Runs the example. It needs neither the Internet nor any rights.
   *
   * @param args not used
   * @throws Exception if it fails
   */
  public static void main(String[] args) throws Exception {
    int httpPort = Show.freePort();
    Path store = Files.createTempDirectory("acme-quickstart");
    try (EmbeddedAcmeServer ca = EmbeddedAcmeServer.builder().httpPort(httpPort).start()) {
      Lineage certificate =
          Acme.standalone()
              .httpPort(httpPort) // for a real CA, leave this out: it is port 80
              .directory(ca.directory()) // and this: it is Let's Encrypt
              .trust(ca.trustAnchorPem())
              .storeIn(store) // and this: it is /etc/letsencrypt
              .onProgress(event -> Show.line("acme", event))
              .email("admin@example.com")
              .agreeToTermsOfService()
              .domains("example.com", "www.example.com")
              .obtain();

      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(ServerTls.context(certificate)));
      server.createContext("/", exchange -> Show.answer(exchange, "Hello over HTTPS!"));
      server.start();

      Show.page("www.example.com", server.getAddress(), ca.issuerRootPem());
      server.stop(0);
      Show.tree(store);
    }
  }
}
