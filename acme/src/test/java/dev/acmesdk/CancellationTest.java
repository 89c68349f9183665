package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.issuance.IssuanceEvent;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.store.Lineage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody does not want to wait any longer. */
@Timeout(120)
class CancellationTest {
  private static final Duration SOON = Duration.ofSeconds(15);

  @TempDir private Path directory;

  private final LocalCa ca = new LocalCa();

  @AfterEach
  void stop() {
    ca.close();
  }

  private AcmeRequest interruptedAt(String event) {
    return ca.acme()
        .storeIn(directory)
        .onProgress(
            happened -> {
              ca.events.add(happened);
              if (happened.getClass().getSimpleName().equals(event)) {
                Thread.currentThread().interrupt();
              }
            })
        .domains("example.com", "www.example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AccountReady",
        "OrderPlaced",
        "ChallengePresented",
        "ValidationStarted",
        "ControlProved",
        "OrderFinalized"
      })
  void endsAtTheNextStep(String event) {
    assertThatThrownBy(() -> interruptedAt(event).obtain())
        .isInstanceOf(CancelledException.class)
        .hasMessageContaining("ports closed");
    assertThat(Thread.interrupted()).as("the interrupt flag").isTrue();
    assertThat(ca.events)
        .last()
        .extracting(Object::getClass)
        .extracting(Class::getSimpleName)
        .isEqualTo(event);
    assertThat(ca.events).doesNotHaveAnyElementsOfTypes(IssuanceEvent.CleanUpFailed.class);
    ca.assertPortIsFree();
    assertThat(CertbotDirectory.at(directory).names()).isEmpty();
    assertThat(ca.acme().storeIn(directory).domains("example.com").obtain().version()).isEqualTo(1);
    assertThat(ca.count("newAccount")).as("the account was kept").isEqualTo(1);
  }

  /** The CA counts it, so it must not be lost. */
  @ParameterizedTest
  @ValueSource(strings = {"CertificateIssued", "CertificateStored"})
  void keepsACertificateThatIsThere(String event) {
    Lineage lineage = interruptedAt(event).obtain();
    assertThat(Thread.interrupted()).as("the interrupt flag").isTrue();
    assertThat(CertbotDirectory.at(directory).find("example.com").orElseThrow().chain())
        .isEqualTo(lineage.chain());
    ca.assertPortIsFree();
  }

  @Test
  void doesNotEvenBeginInAnInterruptedThread() throws Exception {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> ca.acme().storeIn(directory).domains("example.com").obtain())
        .isInstanceOf(CancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
    ca.assertNothingAsked();
    try (Stream<Path> entries = Files.list(directory)) {
      assertThat(entries).isEmpty();
    }
  }

  @Test
  void ofTheFutureInterruptsTheWorkAndLeavesNothingBehind() throws Exception {
    CountDownLatch presented = new CountDownLatch(1);
    AtomicReference<Thread> worker = new AtomicReference<>();
    CompletableFuture<Lineage> future =
        ca.acme()
            .storeIn(new InMemoryStore())
            .onProgress(
                event -> {
                  ca.events.add(event);
                  if (event instanceof IssuanceEvent.ChallengePresented) {
                    worker.set(Thread.currentThread());
                    presented.countDown();
                    awaitInterruption();
                  }
                })
            .domains("example.com")
            .obtainAsync();
    presented.await();
    assertThat(future).isNotDone();
    assertThat(future.cancel(true)).isTrue();
    worker.get().join(SOON.toMillis());
    assertThat(worker.get().isAlive()).isFalse();
    assertThat(worker.get().isDaemon()).isTrue();
    assertThat(future).isCancelled();
    assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
    assertThat(ca.drainEvents()).endsWith("ChallengePresented");
    assertThat(ca.operations()).doesNotContain("challenge");
    ca.assertPortIsFree();
  }

  /** Leaves the interrupt flag set, as a listener should. */
  private static void awaitInterruption() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void ofAFinishedFutureDoesNothing() throws Exception {
    CompletableFuture<Lineage> future =
        ca.acme().storeIn(new InMemoryStore()).domains("example.com").obtainAsync();
    Lineage lineage = future.get();
    assertThat(future.cancel(true)).isFalse();
    assertThat(future).isCompletedWithValue(lineage);
  }

  @Test
  void ofAFollowingStageDoesNotEndTheWork() throws Exception {
    CompletableFuture<Lineage> future =
        ca.acme().storeIn(new InMemoryStore()).domains("example.com").obtainAsync();
    CompletableFuture<String> name = future.thenApply(Lineage::name);
    name.cancel(true);
    assertThat(future.get().name()).isEqualTo("example.com");
  }

  @Test
  void aFailureArrivesInTheFuture() {
    CompletableFuture<Lineage> future =
        ca.acme().storeIn(new InMemoryStore()).domains("localhost").obtainAsync();
    assertThatThrownBy(future::get).hasCauseInstanceOf(InvalidRequestException.class);
  }

  @Test
  void endsAConversationWithAServerThatDoesNotAnswer() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      AtomicReference<Throwable> failure = new AtomicReference<>();
      Thread worker =
          new Thread(
              () ->
                  failure.set(
                      catchThrowable(
                          () ->
                              ca.acme()
                                  .directory(
                                      URI.create("https://127.0.0.1:" + silent.getLocalPort()))
                                  .storeIn(new InMemoryStore())
                                  .domains("example.com")
                                  .obtain())));
      worker.start();
      try (Socket connection = silent.accept()) {
        assertThat(connection.getInputStream().read()).as("the TLS greeting").isEqualTo(22);
        worker.interrupt();
        worker.join(SOON.toMillis());
        assertThat(worker.isAlive()).isFalse();
      }
      assertThat(failure.get()).isInstanceOf(CancelledException.class);
      ca.assertPortIsFree();
    }
  }
}
