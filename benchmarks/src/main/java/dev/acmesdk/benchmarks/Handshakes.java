package dev.acmesdk.benchmarks;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.tls.ReloadableKeyManager;
import java.io.IOException;
import java.io.PrintStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Whether handshakes fail, or get what they should not get, while certificates are swapped; and how
 * their rate compares with that of a context that never changes: {@code Handshakes [count
 * [server]]}, 50,000 by default, with 20 swaps, at {@code JDK}, {@code JETTY} or {@code NETTY}.
 *
 * <p>The two are measured in turns, slice by slice, so that what else the machine does hits both.
 * In the middle of each round, both certificates of the reloadable one are swapped.
 */
public final class Handshakes {
  private static final int DEFAULT_COUNT = 50_000;
  private static final int ROUNDS = 20;
  private static final int SLICES = 10;
  private static final int WARM_UP = 2_000;
  private static final int MANY = 10_000;
  private static final int PORTION = 1_000;
  private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final ReloadableKeyManager keys = ReloadableKeyManager.create();
  private final List<KeyPair> ecKeys = keyPairs(KeyAlgorithm.EC_P256);
  private final List<KeyPair> rsaKeys = keyPairs(KeyAlgorithm.RSA_2048);
  private final Set<X509Certificate> published = ConcurrentHashMap.newKeySet();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger mismatches = new AtomicInteger();
  private final ExecutorService clients = Executors.newFixedThreadPool(THREADS);
  private final PrintStream out;

  private Handshakes(PrintStream out) {
    this.out = out;
  }

  private static List<KeyPair> keyPairs(KeyAlgorithm algorithm) {
    return Stream.generate(algorithm::generate).limit(ROUNDS + 1).toList();
  }

  /**
   * Measures, and prints a table in Markdown.
   *
   * @param args how many handshakes there shall be with the reloadable key manager, and at which
   *     kind of server; or nothing
   * @throws Exception if it cannot be measured
   */
  public static void main(String[] args) throws Exception {
    int count = args.length == 0 ? DEFAULT_COUNT : Integer.parseInt(args[0]);
    HandshakeServer.Kind kind =
        args.length < 2 ? HandshakeServer.Kind.JDK : HandshakeServer.Kind.valueOf(args[1]);
    Handshakes measured = new Handshakes(System.out);
    measured.publish(0);
    measured.compare(kind, count / ROUNDS);
    measured.clients.shutdown();
    publishMany(System.out);
  }

  private void publish(int version) {
    show("ec", KeyAlgorithm.EC_P256, ecKeys.get(version));
    show("rsa", KeyAlgorithm.RSA_2048, rsaKeys.get(version));
  }

  private void show(String lineage, KeyAlgorithm algorithm, KeyPair key) {
    Lineage next = TestLineages.of(lineage, HandshakeClient.NAME, algorithm, key);
    published.add(next.chain().leaf());
    if (!keys.publish(next)) {
      throw new IllegalStateException("Not shown: " + next);
    }
  }

  private void compare(HandshakeServer.Kind kind, int perRound) throws Exception {
    List<Double> ratios = new ArrayList<>();
    try (HandshakeServer fixed = kind.start(fixedContext(), THREADS);
        HandshakeServer reloadable = kind.start(keys.sslContext(), THREADS)) {
      nanos(fixed, WARM_UP, 0);
      nanos(reloadable, WARM_UP, 0);
      out.println("| round | fixed per s | reloadable per s | ratio |");
      out.println("|---|---|---|---|");
      for (int round = 1; round <= ROUNDS; round++) {
        ratios.add(round(fixed, reloadable, perRound, round));
      }
      out.printf(
          "%n%d handshakes each, and %d swaps: %d failures, %d at the server's end, %d mismatches%n",
          perRound * ROUNDS,
          ROUNDS,
          failures.get(),
          fixed.complaints() + reloadable.complaints(),
          mismatches.get());
    }
    out.printf("median of the ratios: %.3f%n", median(ratios));
  }

  /** Slices are as short as the noise is; who comes first in a pair of them changes. */
  private double round(HandshakeServer fixed, HandshakeServer reloadable, int count, int round)
      throws InterruptedException, ExecutionException {
    int slice = count / SLICES;
    long still = 0;
    long swapped = 0;
    for (int i = 0; i < SLICES; i++) {
      int version = i == SLICES / 2 ? round : 0;
      if (i % 2 == 0) {
        still += nanos(fixed, slice, 0);
        swapped += nanos(reloadable, slice, version);
      } else {
        swapped += nanos(reloadable, slice, version);
        still += nanos(fixed, slice, 0);
      }
    }
    double ratio = (double) still / swapped;
    double all = slice * SLICES * 1e9;
    out.printf("| %d | %.0f | %.0f | %.3f |%n", round, all / still, all / swapped, ratio);
    return ratio;
  }

  private SSLContext fixedContext() throws GeneralSecurityException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys.keyStore(), new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  /** How long handshakes take; in their middle a version is published, unless it is number 0. */
  private long nanos(HandshakeServer server, int count, int version)
      throws InterruptedException, ExecutionException {
    long begun = System.nanoTime();
    List<Future<?>> visits = new ArrayList<>();
    IntStream.range(0, count)
        .forEach(
            number -> {
              if (version > 0 && number == count / 2) {
                visits.add(clients.submit(() -> publish(version)));
              }
              visits.add(clients.submit(() -> visit(server, new HandshakeClient(number))));
            });
    for (Future<?> visit : visits) {
      visit.get();
    }
    return System.nanoTime() - begun;
  }

  private void visit(HandshakeServer server, HandshakeClient client) {
    try {
      X509Certificate shown = client.shake(server.port());
      boolean isRsa = shown.getPublicKey().getAlgorithm().equals("RSA");
      if (isRsa != client.wantsRsa() || !published.contains(shown)) {
        mismatches.incrementAndGet();
      }
    } catch (IOException | GeneralSecurityException e) {
      if (failures.incrementAndGet() == 1) {
        out.println("The first failure: " + e);
      }
    }
  }

  private static double median(List<Double> ratios) {
    List<Double> sorted = ratios.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** Whether it costs the more to publish, the more there is. */
  private static void publishMany(PrintStream out) {
    KeyPair key = KeyAlgorithm.EC_P256.generate();
    List<Lineage> lineages =
        IntStream.range(0, MANY)
            .mapToObj(i -> "host-%d.example".formatted(i))
            .map(name -> TestLineages.of(name, name, KeyAlgorithm.EC_P256, key))
            .toList();
    millis(lineages, ReloadableKeyManager.create());
    ReloadableKeyManager warm = ReloadableKeyManager.create();
    out.printf("%d lineages, ms for each %d:", MANY, PORTION);
    for (int from = 0; from < MANY; from += PORTION) {
      out.printf(" %d", millis(lineages.subList(from, from + PORTION), warm));
    }
    out.printf("%nall of them again, unchanged: %d ms%n", millis(lineages, warm));
  }

  private static long millis(List<Lineage> lineages, ReloadableKeyManager keys) {
    long begun = System.nanoTime();
    lineages.forEach(keys::publish);
    return (System.nanoTime() - begun) / 1_000_000;
  }
}
