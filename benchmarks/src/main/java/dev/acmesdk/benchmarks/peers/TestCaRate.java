package dev.acmesdk.benchmarks.peers;

import static dev.acmesdk.benchmarks.peers.Figures.median;

import dev.acmesdk.benchmarks.peers.ManyOnce.Way;
import dev.acmesdk.benchmarks.peers.Pebble.Behaviour;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the CA for tests costs: how long it takes to start in a JVM that has done so before, and how
 * many certificates our client gets from it in a second, beside Pebble in turns: {@code TestCaRate
 * <certificates> <threads> <rounds>}. Needs Pebble and GNU time.
 */
public final class TestCaRate {
  private static final int STARTS = 30;
  private static final int WARM = 15;
  private static final int CHANCES = 5;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Path folder;
  private final int certificates;
  private final int threads;

  private TestCaRate(Path folder, int certificates, int threads) {
    this.folder = folder;
    this.certificates = certificates;
    this.threads = threads;
  }

  /**
   * Measures, and prints.
   *
   * @param args certificates, threads, rounds
   * @throws Exception if Pebble or GNU time is missing
   */
  public static void main(String[] args) throws Exception {
    System.out.printf("A start takes %.0f ms.%n%n", median(starts(), millis -> millis));
    Path folder = Files.createTempDirectory("rate");
    TestCaRate run = new TestCaRate(folder, Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    List<Double> ours = new ArrayList<>();
    List<Double> pebbles = new ArrayList<>();
    try {
      for (int round = 0; round < Integer.parseInt(args[2]); round++) {
        ours.add(run.ours(round));
        pebbles.add(run.pebbles(round));
      }
    } finally {
      Folders.delete(folder);
    }
    double rate = median(ours, one -> one);
    double other = median(pebbles, one -> one);
    System.out.printf("%s certificates, %s threads%n%n", args[0], args[1]);
    System.out.printf("| CA | certificates/s |%n|---|---|%n");
    System.out.printf("| ours for tests | %.1f |%n| Pebble | %.1f |%n", rate, other);
    System.out.printf("%nratio: %.2f%n", rate / other);
  }

  private static List<Double> starts() {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      long begun = System.nanoTime();
      EmbeddedAcmeServer ca = EmbeddedAcmeServer.builder().start();
      millis.add((System.nanoTime() - begun) / NANOS_PER_MILLI);
      ca.close();
    }
    return millis.subList(WARM, STARTS);
  }

  private double ours(int round) throws IOException, InterruptedException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try (EmbeddedAcmeServer ca = EmbeddedAcmeServer.builder().httpPort(port).start()) {
      Path trusted = Files.writeString(folder.resolve("ca.pem"), ca.trustAnchorPem());
      return rate(ca.directory(), trusted, port, "ours" + round);
    }
  }

  /** Pebble may hang under orders at the same time, so it gets several chances. */
  private double pebbles(int round) throws IOException, InterruptedException {
    for (int i = 1; i < CHANCES; i++) {
      try {
        return pebble("pebble%d-%d".formatted(round, i));
      } catch (IOException e) {
        System.out.println("A Pebble has hung; again with a fresh one.");
      }
    }
    return pebble("pebble" + round);
  }

  private double pebble(String name) throws IOException, InterruptedException {
    try (Pebble ca = Pebble.start(folder, Behaviour.KIND)) {
      return rate(ca.directory(), ca.trusted(), ca.httpPort(), name);
    }
  }

  private double rate(URI directory, Path trusted, int port, String name)
      throws IOException, InterruptedException {
    Timed timed =
        ManyOnce.run(
            Way.CLIENT, directory, trusted, port, certificates, threads, folder.resolve(name));
    if (timed.failed()) {
      throw new IOException(timed.output());
    }
    return certificates / ManyOnce.seconds(timed);
  }
}
