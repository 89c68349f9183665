package dev.acmesdk.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import dev.acmesdk.Acme;
import dev.acmesdk.ManagedCertificate;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import dev.acmesdk.tls.ReloadableKeyManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** HTTP-01 and TLS-ALPN-01 through servers that run anyway. */
@Timeout(60)
class ChallengesTest {
  private final InMemoryStore store = new InMemoryStore();

  private Acme at(EmbeddedAcmeServer ca, Acme acme) {
    return acme.directory(ca.directory())
        .trust(ca.trustAnchorPem())
        .agreeToTermsOfService()
        .storeIn(store);
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  @Test
  void theWebServerAnswersTheCa() throws Exception {
    HttpServer server = HttpServer.create(anyPort(), 0);
    server.start();
    try (EmbeddedAcmeServer ca =
        EmbeddedAcmeServer.builder().httpPort(server.getAddress().getPort()).start()) {
      Acme acme = Challenges.throughTheWebServer(server);
      Lineage certificate = at(ca, acme).domains("example.com").obtain();
      assertThat(certificate.chain().dnsNames()).containsExactly("example.com");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void theTlsServerGetsItsFirstCertificateThroughItself() throws Exception {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    ReloadableKeyManager keys = ReloadableKeyManager.create();
    try (EmbeddedAcmeServer ca =
            EmbeddedAcmeServer.builder().tlsPort(server.getAddress().getPort()).start();
        ManagedCertificate certificate =
            at(ca, Challenges.throughTheTlsServer(server, keys))
                .domains("example.com")
                .managing()
                .keyManager(keys)
                .start()) {
      assertThat(keys.shown("example.com")).isPresent().isEqualTo(certificate.current());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void port443CannotProveWildcards() {
    assertThat(Challenges.onPort443()).isNotNull();
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> Acme.tlsAlpn().storeIn(store).domains("*.example.com").obtain())
        .withMessageContaining("can only be validated by DNS");
  }
}
