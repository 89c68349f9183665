package dev.acmesdk.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsServer;
import dev.acmesdk.Acme;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ManagedTest {

  @Test
  void theServerIsThereAtOnce() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    try (EmbeddedAcmeServer ca = EmbeddedAcmeServer.builder().httpPort(port).start()) {
      Acme acme =
          Acme.standalone()
              .httpPort(port)
              .directory(ca.directory())
              .trust(ca.trustAnchorPem())
              .agreeToTermsOfService()
              .storeIn(new InMemoryStore());
      HttpsServer server = Managed.serve(acme, 0);
      server.start();
      assertThat(server.getAddress().getPort()).isPositive();
      server.stop(0);
    }
  }
}
