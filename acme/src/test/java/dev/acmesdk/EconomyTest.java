package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.error.ValidationFailedException;
import dev.acmesdk.storage.InMemoryStore;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Neither requests nor threads are wasted. */
@Timeout(300)
class EconomyTest {
  /** How many requests the client has under way at a time, each with a nonce of its own. */
  private static final int SIDE_BY_SIDE = 8;

  private static final long SOON_MILLIS = 15_000;

  private static String[] names(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> "n" + i + ".example.com")
        .toArray(String[]::new);
  }

  /**
   * The directory, the account, the order, its finalization and the certificate; two requests for
   * each name; and what depends on who is faster: polls of the order, and nonces for requests side
   * by side, which are waited for only as long as that saves time.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100})
  void takesTwoRequestsForEachNameAndFiveBesidesPollsAndNonces(int count) {
    try (LocalCa ca = new LocalCa()) {
      ca.acme().storeIn(new InMemoryStore()).domains(names(count)).obtain();
      assertThat(ca.count("authorization")).isEqualTo(count);
      assertThat(ca.count("challenge")).isEqualTo(count);
      assertThat(ca.count("newNonce")).isBetween(1L, (long) Math.min(count, SIDE_BY_SIDE));
      assertThat(ca.operations())
          .filteredOn(operation -> !Set.of("order", "newNonce").contains(operation))
          .hasSize(2 * count + 5);
    }
  }

  @Test
  void rfc8555Section6_5_livesThroughAStormOfRefusedNonces() {
    try (LocalCa ca =
        new LocalCa(builder -> builder.nonceRejectPercent(50).random(new Random(8555)))) {
      InMemoryStore store = new InMemoryStore();
      for (int i = 1; i <= 20; i++) {
        String domain = i + ".example.com";
        ca.acme().storeIn(store).domains(domain, "a." + domain, "b." + domain).obtain();
      }
      assertThat(store.names()).hasSize(20);
      assertThat(ca.server.requests()).anyMatch(request -> request.status() == 400);
    }
  }

  /** Those that the library has started, as far as they can be seen at this moment. */
  private static void collectThreads(Set<Thread> seen) {
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> isOurs(thread.getName()))
        .forEach(seen::add);
  }

  private static boolean isOurs(String name) {
    boolean isTheServers = name.startsWith("acme-ca-");
    return name.startsWith("OkHttp Dispatcher") || (name.startsWith("acme-") && !isTheServers);
  }

  private static void assertGone(Set<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      assertThat(thread.isDaemon()).as(thread.getName()).isTrue();
      thread.join(SOON_MILLIS);
      assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }
  }

  /** Looks at them at each step, and, with a client of one's own, also during each request. */
  private static Acme watched(Acme acme, Set<Thread> seen) {
    return acme.onProgress(event -> collectThreads(seen)).storeIn(new InMemoryStore());
  }

  private static OkHttpClient watchedClient(Set<Thread> seen) {
    return new OkHttpClient.Builder()
        .addInterceptor(
            chain -> {
              collectThreads(seen);
              return chain.proceed(chain.request());
            })
        .build();
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    try (LocalCa ca = new LocalCa()) {
      watched(ca.acme(), seen).domains(names(3)).obtain();
      assertThat(seen).extracting(Thread::getName).contains("acme-http01-" + ca.httpPort);
      assertGone(seen);
    }
  }

  @Test
  void leavesNoThreadBehindThatUsedAClientOfOnesOwn() throws Exception {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    try (LocalCa ca = new LocalCa()) {
      watched(ca.acme().httpClient(watchedClient(seen)), seen).domains(names(3)).obtain();
      assertThat(seen).extracting(Thread::getName).contains("acme-http", "acme-parallel");
      assertGone(seen);
    }
  }

  @Test
  void leavesNoThreadBehindAfterAFailure() throws Exception {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    try (LocalCa ca = new LocalCa(builder -> builder.unresolvable("n1.example.com"))) {
      AcmeRequest request =
          watched(ca.acme().httpClient(watchedClient(seen)), seen).domains(names(3));
      assertThatThrownBy(request::obtain).isInstanceOf(ValidationFailedException.class);
      assertThat(seen).isNotEmpty();
      assertGone(seen);
    }
  }
}
