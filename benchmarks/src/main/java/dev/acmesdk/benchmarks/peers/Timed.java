package dev.acmesdk.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a run of a program has cost, by GNU time.
 *
 * @param seconds from start to end
 * @param cpuSeconds of all its threads
 * @param mebibytes the most memory that was in use at a time
 * @param output what it has printed
 * @param failed whether it ended otherwise than well, or had to be ended
 */
record Timed(double seconds, double cpuSeconds, double mebibytes, String output, boolean failed) {
  private static final double KIBI = 1024;

  /**
   * Runs a program to its end.
   *
   * @param line what is typed
   * @param environment variables beside the inherited ones
   * @param files path of two files that are written: with the endings {@code .log} and {@code
   *     .time}
   * @param limitSeconds after which the program is ended
   */
  static Timed run(
      List<String> line, Map<String, String> environment, Path files, long limitSeconds)
      throws IOException, InterruptedException {
    Path result = files.resolveSibling(files.getFileName() + ".time");
    Path output = files.resolveSibling(files.getFileName() + ".log");
    List<String> timed = new ArrayList<>(List.of("time", "-q", "-f", "%e %U %S %M", "-o"));
    timed.addAll(List.of(result.toString(), "timeout", "-k", "5", Long.toString(limitSeconds)));
    timed.addAll(line);
    ProcessBuilder builder =
        new ProcessBuilder(timed).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    boolean failed = builder.start().waitFor() != 0;
    String text = Files.readString(output);
    if (failed) {
      System.err.printf("%s fails:%n%s%n", line, text);
    }
    String[] words = Files.readString(result).strip().split(" ", -1);
    return new Timed(
        Double.parseDouble(words[0]),
        Double.parseDouble(words[1]) + Double.parseDouble(words[2]),
        Double.parseDouble(words[3]) / KIBI,
        text,
        failed);
  }
}
