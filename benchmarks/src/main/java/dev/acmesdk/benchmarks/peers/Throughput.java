package dev.acmesdk.benchmarks.peers;

import static dev.acmesdk.benchmarks.peers.Figures.median;

import dev.acmesdk.benchmarks.peers.ManyOnce.Way;
import dev.acmesdk.benchmarks.peers.Pebble.Behaviour;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Many certificates in one JVM, our library and acme4j in turns, each with a fresh Pebble: {@code
 * Throughput <certificates> <threads> <rounds> [way…]}. Prints medians as a table in Markdown.
 */
public final class Throughput {
  private static final double MILLIS = 1e3;

  private final int certificates;
  private final int threads;
  private final Map<Way, List<Run>> measured = new EnumMap<>(Way.class);

  private record Run(double rate, double cpuMillis, double requests) {}

  private Throughput(int certificates, int threads) {
    this.certificates = certificates;
    this.threads = threads;
  }

  /**
   * Measures, and prints.
   *
   * @param args certificates, threads, rounds, ways; all of them by default
   * @throws Exception if Pebble or GNU time is missing
   */
  public static void main(String[] args) throws Exception {
    Throughput run = new Throughput(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    List<Way> ways = Arrays.stream(args).skip(3).map(Way::valueOf).toList();
    for (int round = 0; round < Integer.parseInt(args[2]); round++) {
      for (Way way : ways.isEmpty() ? List.of(Way.values()) : ways) {
        run.measure(way);
      }
    }
    run.print(System.out);
  }

  private void measure(Way way) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("throughput");
    try (Pebble ca = Pebble.start(folder, Behaviour.KIND)) {
      Timed timed =
          ManyOnce.run(
              way,
              ca.directory(),
              ca.trusted(),
              ca.httpPort(),
              certificates,
              threads,
              folder.resolve("run"));
      if (!timed.failed()) {
        measured
            .computeIfAbsent(way, any -> new ArrayList<>())
            .add(
                new Run(
                    certificates / ManyOnce.seconds(timed),
                    MILLIS * timed.cpuSeconds() / certificates,
                    (double) ca.requests() / certificates));
      }
    } finally {
      Folders.delete(folder);
    }
  }

  private void print(PrintStream out) {
    out.printf("%d certificates, %d threads%n%n", certificates, threads);
    out.println("| library | runs | certificates/s | CPU ms each | requests each |");
    out.println("|---|---|---|---|---|");
    measured.forEach(
        (way, runs) ->
            out.printf(
                "| %s | %d | %.1f | %.1f | %.1f |%n",
                way.title(),
                runs.size(),
                median(runs, Run::rate),
                median(runs, Run::cpuMillis),
                median(runs, Run::requests)));
    out.println();
  }
}
