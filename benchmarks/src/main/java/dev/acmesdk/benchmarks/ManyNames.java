package dev.acmesdk.benchmarks;

import dev.acmesdk.Acme;
import dev.acmesdk.storage.InMemoryStore;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much longer an order of a hundred names takes than one of one name, in turns against one CA
 * in one run: {@code ManyNames <directory URL> <CA certificate> <HTTP-01 port>}.
 *
 * <p>With Pebble, {@code PEBBLE_VA_NOSLEEP=1} and {@code PEBBLE_AUTHZREUSE=0} leave the time that
 * the client itself needs.
 */
public final class ManyNames {
  private static final int ROUNDS = 7;
  private static final int MANY = 100;

  private final Acme acme;
  private int orders;

  private ManyNames(Acme acme) {
    this.acme = acme;
  }

  /**
   * Measures, and prints a table in Markdown.
   *
   * @param args directory URL, file with the certificate to trust, port of HTTP-01
   */
  public static void main(String[] args) {
    ManyNames measured =
        new ManyNames(
            Acme.standalone()
                .httpPort(Integer.parseInt(args[2]))
                .directory(URI.create(args[0]))
                .trust(Path.of(args[1]))
                .agreeToTermsOfService());
    measured.print(System.out);
  }

  private void print(PrintStream out) {
    issue(1);
    issue(MANY);
    List<Duration> one = new ArrayList<>();
    List<Duration> many = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      one.add(issue(1));
      many.add(issue(MANY));
    }
    out.println("| names | median ms | least ms |");
    out.println("|---|---|---|");
    row(out, 1, one);
    row(out, MANY, many);
    out.printf("%nratio of the medians: %.2f%n", (double) median(many) / median(one));
  }

  private static void row(PrintStream out, int names, List<Duration> times) {
    long least = times.stream().mapToLong(Duration::toMillis).min().orElseThrow();
    out.printf("| %d | %d | %d |%n", names, median(times), least);
  }

  private static long median(List<Duration> times) {
    return times.stream()
        .mapToLong(Duration::toMillis)
        .sorted()
        .skip(ROUNDS / 2)
        .findFirst()
        .orElseThrow();
  }

  private Duration issue(int count) {
    int order = orders++;
    String[] names =
        IntStream.range(0, count)
            .mapToObj(i -> "h%d.order%d.test".formatted(i, order))
            .toArray(String[]::new);
    Acme fresh = acme.storeIn(new InMemoryStore());
    long begun = System.nanoTime();
    fresh.domains(names).obtain();
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
