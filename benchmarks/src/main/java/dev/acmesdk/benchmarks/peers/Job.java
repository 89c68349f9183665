package dev.acmesdk.benchmarks.peers;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A first issuance.
 *
 * @param ca who issues
 * @param names what for; never asked for before
 * @param folder an empty directory for everything that the client keeps
 */
record Job(Pebble ca, List<String> names, Path folder) {
  /** New names for the job of that number. */
  static List<String> names(int count, int number) {
    return IntStream.range(0, count).mapToObj(i -> "h%d.job%d.test".formatted(i, number)).toList();
  }

  String directory() {
    return ca.directory().toString();
  }

  String trusted() {
    return ca.trusted().toString();
  }

  String port() {
    return Integer.toString(ca.httpPort());
  }
}
