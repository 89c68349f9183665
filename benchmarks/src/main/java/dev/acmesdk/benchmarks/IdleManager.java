package dev.acmesdk.benchmarks;

import dev.acmesdk.client.RenewalAnswer;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.manager.CaRoute;
import dev.acmesdk.manager.CertificateManager;
import dev.acmesdk.manager.RenewalTarget;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.NewVersion;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a manager costs that has nothing to do: {@code IdleManager directory [count]}. The first
 * call makes that many lineages in the directory, 10,000 by default; the next one, in a JVM that
 * was just started, has them managed, and prints how long that took, what is in memory, and which
 * threads there are.
 */
public final class IdleManager {
  private static final URI CA = URI.create("https://ca.example/directory");
  private static final URI OTHER_CA = CA.resolve("/other");
  private static final int MEBI = 1024 * 1024;

  private IdleManager() {}

  /**
   * Makes lineages, or measures.
   *
   * @param args the directory, and how many lineages there shall be
   * @throws Exception if it cannot be measured
   */
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    int count = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
    if (Files.isDirectory(directory.resolve("renewal"))) {
      measure(CertbotDirectory.at(directory));
    } else {
      make(CertbotDirectory.at(directory), count);
    }
  }

  private static void make(CertbotDirectory store, int count) throws IOException {
    KeyPair key = KeyAlgorithm.EC_P256.generate();
    for (int i = 0; i < count; i++) {
      String name = "n%05d.example".formatted(i);
      Lineage lineage = TestLineages.of(name, name, KeyAlgorithm.EC_P256, key);
      store.save(
          new NewVersion(
              name, lineage.chain(), lineage.privateKey(), CA, CA.resolve("/account/1"), Map.of()));
    }
    System.out.println(count + " lineages made");
  }

  private static void measure(CertbotDirectory store) throws InterruptedException {
    long begin = System.nanoTime();
    CertificateManager manager = CertificateManager.builder().build();
    List<RenewalTarget> targets = store.names().stream().map(name -> target(name, store)).toList();
    manager.addAll(targets);
    Duration scan = Duration.ofNanos(System.nanoTime() - begin);
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    System.out.printf(
        "%d lineages: %d ms to scan (%d ms of CPU since the start), %d MiB of heap, threads: %s%n",
        targets.size(),
        scan.toMillis(),
        cpu / 1_000_000,
        heap / MEBI,
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> name.startsWith("acme-"))
            .toList());
    manager.close();
  }

  private static RenewalTarget target(String name, CertbotDirectory store) {
    return new RenewalTarget(
        name, List.of(Identifier.dns(name)), store, current -> true, List.of(new NoRoute()));
  }

  /** A CA that is never asked: nothing is due, and no certificate is its own. */
  private static final class NoRoute implements CaRoute {
    @Override
    public URI directory() {
      return OTHER_CA;
    }

    @Override
    public Lineage renew(Lease lease) {
      throw new IllegalStateException("Nothing is due");
    }

    @Override
    public Optional<RenewalAnswer> ask(CertificateId certificate) {
      return Optional.empty();
    }
  }
}
