package dev.acmesdk.benchmarks.peers;

import static dev.acmesdk.benchmarks.peers.Figures.least;
import static dev.acmesdk.benchmarks.peers.Figures.median;

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
 * First issuances as whole processes, ours and others in turns, against one Pebble: {@code
 * WholeProcess <names> <rounds> [kind|shipped|troublesome] [peer…]}. Prints medians as a table in
 * Markdown, and how the time of the command and of the library compares with each other's.
 *
 * <p>Needs Pebble, certbot, lego and GNU time, and the command packaged. A first round is not
 * counted, but for those that take longer than {@link #SLOW_SECONDS} for one issuance: they are
 * asked once.
 */
public final class WholeProcess {
  private static final long LIMIT_SECONDS = 900;
  private static final double SLOW_SECONDS = 20;

  private final Path folder;
  private final int names;
  private final Map<Peer, List<Run>> measured = new EnumMap<>(Peer.class);
  private int jobs;

  private record Run(Timed timed, double requests) {}

  private WholeProcess(Path folder, int names, List<Peer> peers) {
    this.folder = folder;
    this.names = names;
    peers.forEach(peer -> measured.put(peer, new ArrayList<>()));
  }

  /**
   * Measures, and prints.
   *
   * @param args number of names, rounds, behaviour of the CA, peers; all of them by default
   * @throws Exception if a program is missing
   */
  public static void main(String[] args) throws Exception {
    int rounds = Integer.parseInt(args[1]);
    Behaviour behaviour = args.length > 2 ? Behaviour.of(args[2]) : Behaviour.KIND;
    List<Peer> peers = Arrays.stream(args).skip(3).map(Peer::valueOf).toList();
    Path folder = Files.createTempDirectory("peers");
    try (Pebble ca = Pebble.start(folder, behaviour)) {
      WholeProcess run =
          new WholeProcess(
              folder, Integer.parseInt(args[0]), peers.isEmpty() ? List.of(Peer.values()) : peers);
      run.round(ca);
      run.measured.values().forEach(runs -> runs.removeIf(first -> !isSlow(first)));
      for (int i = 0; i < rounds; i++) {
        run.round(ca);
      }
      run.print(System.out, behaviour);
    } finally {
      Folders.delete(folder);
    }
  }

  private static boolean isSlow(Run run) {
    return run.timed().seconds() > SLOW_SECONDS;
  }

  private void round(Pebble ca) throws IOException, InterruptedException {
    for (Map.Entry<Peer, List<Run>> entry : measured.entrySet()) {
      if (entry.getValue().stream().noneMatch(WholeProcess::isSlow)) {
        entry.getValue().add(run(entry.getKey(), ca));
      }
    }
  }

  private Run run(Peer peer, Pebble ca) throws IOException, InterruptedException {
    int number = jobs++;
    Path own = Files.createDirectory(folder.resolve("job" + number));
    Job job = new Job(ca, Job.names(names, number), own);
    long before = ca.requests();
    Timed timed = Timed.run(peer.command(job), peer.environment(job), own, LIMIT_SECONDS);
    return new Run(timed, ca.requests() - before);
  }

  private void print(PrintStream out, Behaviour behaviour) {
    out.printf("First issuance, %d names; CA: %s%n%n", names, behaviour);
    out.println(
        "| client | runs | failed | s | least s | CPU s | MiB | requests | `acme` / it | library / it |");
    out.println("|---|---|---|---|---|---|---|---|---|---|");
    measured.forEach((peer, runs) -> out.println(row(peer, runs)));
    out.println();
  }

  private String row(Peer peer, List<Run> all) {
    List<Run> good = good(all);
    double seconds = seconds(all);
    return "| %s | %d | %d | %.2f | %.2f | %.2f | %.0f | %.0f | %.2f | %.2f |"
        .formatted(
            peer.title(),
            all.size(),
            all.size() - good.size(),
            seconds,
            least(good, run -> run.timed().seconds()),
            median(good, run -> run.timed().cpuSeconds()),
            median(good, run -> run.timed().mebibytes()),
            median(good, Run::requests),
            seconds(measured.getOrDefault(Peer.ACME, List.of())) / seconds,
            seconds(measured.getOrDefault(Peer.LIBRARY, List.of())) / seconds);
  }

  private static double seconds(List<Run> all) {
    return median(good(all), run -> run.timed().seconds());
  }

  private static List<Run> good(List<Run> all) {
    return all.stream().filter(run -> !run.timed().failed()).toList();
  }
}
