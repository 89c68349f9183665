package dev.acmesdk.tls;

import static dev.acmesdk.tls.Lineages.lineage;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.crypto.TestCa;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The JDK's web server under load, while its certificates are swapped again and again. */
@Timeout(300)
class HttpsServerSwapTest {
  private static final int SWAPS = 20;
  private static final int HANDSHAKES = 2_000;

  /** Many, since most of the time is spent in waiting for delayed acknowledgements. */
  private static final int CLIENTS = 16;

  private static final TestCa EC_CA = TestCa.withIntermediates(1);
  private static final TestCa RSA_CA = TestCa.root("RSA Root", KeyAlgorithm.RSA_2048);

  private final List<KeyPair> rsaKeys =
      Stream.generate(KeyAlgorithm.RSA_2048::generate).limit(3).toList();
  private final ReloadableKeyManager keys = ReloadableKeyManager.create();
  private final Set<X509Certificate> published = ConcurrentHashMap.newKeySet();
  private final AtomicInteger handshakes = new AtomicInteger();
  private final AtomicInteger swaps = new AtomicInteger();
  private final ExecutorService serving = Executors.newFixedThreadPool(CLIENTS);
  private final ExecutorService asking = Executors.newFixedThreadPool(CLIENTS);
  private final TrustManager[] trust = trust();
  private HttpsServer server;

  @BeforeEach
  void start() throws IOException {
    publish(0);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(serving);
    server.setHttpsConfigurator(new HttpsConfigurator(keys.sslContext()));
    server.createContext("/", WebPage::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    serving.shutdownNow();
    asking.shutdownNow();
  }

  private static TrustManager[] trust() {
    try {
      KeyStore roots = EC_CA.trustStore();
      roots.setCertificateEntry("rsa", RSA_CA.rootCertificate());
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(roots);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void publish(int number) {
    publish("ec", EC_CA.leaf("one.example", "*.one.example").ip("127.0.0.1").issue());
    publish(
        "rsa",
        RSA_CA
            .leaf("one.example", "*.one.example")
            .ip("127.0.0.1")
            .key(rsaKeys.get(number % rsaKeys.size()))
            .issue());
  }

  private void publish(String name, TestCa.Issued issued) {
    published.add(issued.leaf());
    assertThat(keys.publish(lineage(name, issued))).isTrue();
  }

  /** All combinations of version, name and kind of key, in turns. */
  private static LookingClient client(int number) {
    LookingClient named =
        switch (number % 3) {
          case 0 -> LookingClient.nameless();
          case 1 -> LookingClient.askingFor("one.example");
          default -> LookingClient.askingFor("www.one.example");
        };
    LookingClient versioned = named.version(number / 3 % 2 == 0 ? "TLSv1.3" : "TLSv1.2");
    return wantsRsa(number) ? versioned.withRsaOnly() : versioned.withEcOnly();
  }

  private static boolean wantsRsa(int number) {
    return number / 6 % 2 == 0;
  }

  private X509Certificate visit(int number) throws Exception {
    X509Certificate shown = client(number).verifiedOn(server.getAddress().getPort(), trust);
    if (handshakes.incrementAndGet() % (HANDSHAKES / SWAPS) == 0) {
      publish(swaps.incrementAndGet());
    }
    return shown;
  }

  @Test
  void noHandshakeFailsOrIsShownAnythingThatWasNotPublished() throws Exception {
    List<Callable<X509Certificate>> visits =
        IntStream.range(0, HANDSHAKES)
            .<Callable<X509Certificate>>mapToObj(number -> () -> visit(number))
            .toList();
    List<Future<X509Certificate>> shown = asking.invokeAll(visits);
    Set<X509Certificate> different = ConcurrentHashMap.newKeySet();
    for (int number = 0; number < HANDSHAKES; number++) {
      X509Certificate certificate = shown.get(number).get();
      assertThat(published).contains(certificate);
      assertThat(certificate.getPublicKey().getAlgorithm())
          .isEqualTo(wantsRsa(number) ? "RSA" : "EC");
      different.add(certificate);
    }
    assertThat(swaps).hasValue(SWAPS);
    assertThat(different).hasSizeGreaterThan(SWAPS);
  }

  @Test
  void anOpenConnectionSurvivesSwaps() throws Exception {
    int port = server.getAddress().getPort();
    try (SSLSocket connection =
        (SSLSocket)
            LookingClient.context()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), port)) {
      WebPage.get(connection);
      var before = connection.getSession().getPeerCertificates();
      for (int number = 1; number <= SWAPS; number++) {
        publish(number);
        WebPage.get(connection);
      }
      assertThat(connection.getSession().getPeerCertificates()).isEqualTo(before);
      assertThat(LookingClient.nameless().shownOn(port)).isNotEqualTo(before[0]);
    }
  }

  /** Swaps come from wherever renewals are done. */
  @Test
  void publishersDoNotLoseEachOthersLineages() throws Exception {
    List<Callable<Boolean>> publishing = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String name = "host-%d.example".formatted(i);
      publishing.add(() -> keys.publish(lineage(name, EC_CA.leaf(name).issue())));
    }
    for (Future<Boolean> each : asking.invokeAll(publishing)) {
      assertThat(each.get()).isTrue();
    }
    assertThat(keys.getServerAliases("EC", null)).hasSize(201).doesNotHaveDuplicates();
  }
}
