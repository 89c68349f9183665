package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.acmesdk.Acme;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.protocol.Challenge.TlsAlpn01;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.tls.ReloadableKeyManager;
import dev.acmesdk.tlsalpn01.TlsAlpn01Responder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A web server that has its port before it has a certificate, and gets all of them through it. */
@Timeout(300)
abstract class CaOwnServerContract extends CaContract {
  private static final String NAME = "own.test";

  private final ReloadableKeyManager keys = ReloadableKeyManager.create();
  private final ExecutorService serving = Executors.newFixedThreadPool(2);
  private CaUnderTest ca;
  private HttpsServer server;

  @BeforeEach
  void open() throws IOException, InterruptedException {
    ca = start();
    keys.publishPlaceholder(NAME, List.of(Identifier.dns(NAME)));
    server = HttpsServer.create(new InetSocketAddress(ca.tlsPort()), 0);
    server.setExecutor(serving);
    server.setHttpsConfigurator(
        new HttpsConfigurator(keys.sslContext()) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters tls = getSSLContext().getDefaultSSLParameters();
            tls.setApplicationProtocols(new String[] {"http/1.1", TlsAlpn01.PROTOCOL});
            parameters.setSSLParameters(tls);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
    serving.shutdownNow();
    if (ca != null) {
      ca.close();
    }
  }

  /** What is shown to a client that trusts the CA's root, and would refuse the placeholder. */
  private X509Certificate visit() throws Exception {
    KeyStore roots = KeyStore.getInstance("PKCS12");
    roots.load(null, null);
    CertificateChain root = CertificateChain.fromPem(ca.root(0));
    roots.setCertificateEntry("root", root.leaf());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(roots);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort());
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, NAME, plain.getPort(), true)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(NAME)));
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  @Test
  void rfc8737Section3_getsItsFirstAndItsSecondCertificateThroughItself() throws Exception {
    var request =
        Acme.with(TlsAlpn01Responder.of(keys))
            .directory(ca.directoryUri())
            .trust(ca.trustAnchor())
            .agreeToTermsOfService()
            .storeIn(new InMemoryStore())
            .domains(NAME);
    Lineage first = request.obtain();
    assertThat(first.name()).isEqualTo(NAME);
    assertThat(keys.publish(first)).isTrue();
    assertThat(visit()).isEqualTo(first.chain().leaf());
    Lineage second = request.reissue();
    assertThat(second.chain().leaf()).isNotEqualTo(first.chain().leaf());
    assertThat(keys.publish(second)).isTrue();
    assertThat(visit()).isEqualTo(second.chain().leaf());
  }
}
