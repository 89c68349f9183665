package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.manager.RenewalEvent;
import dev.acmesdk.manager.RenewalListener;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.testing.Hold;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A certificate with a manager of its own, which has threads. */
@Timeout(120)
class ManagedThreadsTest {
  private static final String NAME = "a.example.com";

  private final LocalCa ca = new LocalCa();
  private final InMemoryStore store = new InMemoryStore(ca.clock);
  private final List<RenewalEvent> events = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    ca.close();
  }

  private Management management() {
    return ca.acme().storeIn(store).domains(NAME).managing().onEvent(events::add);
  }

  @Test
  void aServerShowsTheNewCertificateWithoutARestart() throws Exception {
    try (ManagedCertificate certificate = ca.acme().storeIn(store).domains(NAME).manage()) {
      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(certificate.sslContext()));
      ExecutorService threads = Executors.newCachedThreadPool();
      server.setExecutor(threads);
      server.start();
      try {
        int port = server.getAddress().getPort();
        Lineage first = certificate.current().orElseThrow();
        assertThat(shownAt(port)).isEqualTo(first.chain().leaf());
        Lineage second = certificate.refresh().join();
        assertThat(second.version()).isEqualTo(2);
        assertThat(shownAt(port)).isEqualTo(second.chain().leaf());
      } finally {
        server.stop(0);
        threads.shutdownNow();
      }
    }
  }

  private static X509Certificate shownAt(int port) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anybody()}, null);
    try (SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  /** The test looks at the certificate itself. */
  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
      assertThat(chain).isNotEmpty();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  @Test
  void closedInTheMiddleOfAnOrderItIsGoneOnWithAtTheNextStart() throws Exception {
    ca.acme().storeIn(store).domains(NAME).obtain();
    try (Hold hold = ca.server.faults().hold("finalize")) {
      ManagedCertificate certificate = management().start();
      CompletableFuture<Lineage> wish = certificate.refresh();
      hold.awaitRequest(Duration.ofSeconds(60));
      certificate.close();
      assertThatThrownBy(wish::join).isInstanceOf(CompletionException.class);
    }
    assertThat(store.findRenewalState(NAME).failures()).isZero();
    assertThat(store.findOrder(NAME)).isPresent();
    try (ManagedCertificate certificate = management().start()) {
      assertThat(certificate.refresh().join().version()).isEqualTo(2);
    }
    assertThat(ca.count("newOrder")).isEqualTo(2);
    assertThat(ca.count("finalize")).isEqualTo(2);
  }

  @Test
  void anInterruptedStartEndsAtOnceAndLeavesNothingBehind() throws Exception {
    try (Hold hold = ca.server.faults().hold("newOrder")) {
      CompletableFuture<Throwable> failure = new CompletableFuture<>();
      CountDownLatch over = new CountDownLatch(1);
      Thread starter =
          new Thread(
              () -> {
                try {
                  management().start();
                } catch (CancelledException e) {
                  failure.complete(e);
                }
                over.countDown();
              });
      starter.start();
      hold.awaitRequest(Duration.ofSeconds(60));
      starter.interrupt();
      assertThat(failure.join()).isInstanceOf(CancelledException.class);
      over.await();
    }
    ca.assertPortIsFree();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("acme-renewals");
  }

  @Test
  void aFirstStartWaitsForAnotherProgramAsLongAsOrdersMayTake() {
    Lease lease = (Lease) store.acquire(NAME, Duration.ofHours(1));
    Acme acme = ca.acme().storeIn(store);
    assertThatThrownBy(() -> acme.timeLimit(Duration.ofMillis(1)).domains(NAME).manage())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(NAME);
    CompletableFuture<Lineage> obtained = new CompletableFuture<>();
    RenewalListener listener =
        event -> {
          if (event instanceof RenewalEvent.Watched) {
            // It does not hold the lineage for long, but longer than a moment.
            CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS)
                .execute(() -> store.release(lease));
          }
        };
    try (ManagedCertificate certificate =
        acme.domains(NAME).managing().onEvent(listener).onChange(obtained::complete).start()) {
      assertThat(certificate.current()).contains(obtained.join());
    }
    assertThat(ca.count("newOrder")).isEqualTo(1);
  }

  @Test
  void theFirstCertificateIsOrderedOnceHoweverTheThreadsRun() {
    for (int i = 0; i < 20; i++) {
      String name = "n" + i + ".example.com";
      try (ManagedCertificate certificate = ca.acme().storeIn(store).domains(name).manage()) {
        assertThat(certificate.current()).get().extracting(Lineage::version).isEqualTo(1);
      }
      assertThat(store.find(name)).get().extracting(Lineage::version).isEqualTo(1);
    }
    assertThat(ca.count("newOrder")).isEqualTo(20);
  }

  @Test
  void whileItIsIdleOneThreadWaits() {
    ca.acme().storeIn(store).domains(NAME).obtain();
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (ManagedCertificate certificate = management().start()) {
      assertThat(certificate.status().version()).isEqualTo(1);
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> !before.contains(thread))
          .extracting(Thread::getName)
          .filteredOn(name -> name.startsWith("acme-renewal"))
          .containsExactly("acme-renewals");
    }
    assertThat(events)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("Watched", "Unwatched");
  }
}
