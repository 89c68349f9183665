package dev.acmesdk.benchmarks.peers;

import dev.acmesdk.Acme;
import dev.acmesdk.benchmarks.peers.Pebble.Behaviour;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code obtain()} leaves in the memory of a program, and which threads: the difference
 * between before and after, garbage collected, in the heap and beside it (classes and compiled
 * code). Needs Pebble.
 */
public final class LiveMemory {
  private static final double MEBI = 1024 * 1024;

  private LiveMemory() {}

  /**
   * Measures, and prints.
   *
   * @param args none
   * @throws Exception if Pebble is missing
   */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("memory");
    try (Pebble ca = Pebble.start(folder, Behaviour.KIND)) {
      Set<String> threads = threads();
      double heap = used(MemoryType.HEAP);
      double other = used(MemoryType.NON_HEAP);
      Acme.standalone()
          .httpPort(ca.httpPort())
          .directory(ca.directory())
          .trust(ca.trusted())
          .storeIn(Files.createDirectory(folder.resolve("store")))
          .agreeToTermsOfService()
          .domains("memory.test")
          .obtain();
      System.out.printf(
          "%.1f MiB of heap, %.1f MiB of classes and code",
          used(MemoryType.HEAP) - heap, used(MemoryType.NON_HEAP) - other);
      Set<String> more = threads();
      more.removeAll(threads);
      System.out.printf(", threads: %s%n", more);
    } finally {
      Folders.delete(folder);
    }
  }

  private static double used(MemoryType type) {
    System.gc();
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == type)
            .map(MemoryPoolMXBean::getUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum()
        / MEBI;
  }

  private static Set<String> threads() {
    Set<String> names = new TreeSet<>();
    Thread.getAllStackTraces().keySet().forEach(thread -> names.add(thread.getName()));
    return names;
  }
}
