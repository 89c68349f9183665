package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Files stay small: the figures of the whole library, printed, and the limits of the typical file.
 */
class SourceFiguresTest {

  @Test
  void theTypicalFileIsSmall() throws IOException {
    List<Integer> main = new ArrayList<>();
    int testLines = 0;
    for (MainSources module : MainSources.ofPublishedModules()) {
      List<Integer> lengths = module.lengths("main");
      int ofTests = sum(module.lengths("test"));
      print(module.name(), lengths, ofTests);
      main.addAll(lengths);
      testLines += ofTests;
    }
    print("all", main, testLines);

    assertThat(quantile(main, 0.5)).as("median of lines per file").isLessThanOrEqualTo(90);
    assertThat(quantile(main, 0.9)).as("90 % of all files").isLessThanOrEqualTo(250);
  }

  private static void print(String name, List<Integer> lengths, int testLines) {
    System.out.printf(
        "%-14s %4d files, %6d lines (median %d, p90 %d), %6d lines of tests%n",
        name,
        lengths.size(),
        sum(lengths),
        quantile(lengths, 0.5),
        quantile(lengths, 0.9),
        testLines);
  }

  private static int quantile(List<Integer> lengths, double share) {
    return lengths.stream()
        .sorted()
        .skip((long) Math.ceil(share * lengths.size()) - 1)
        .findFirst()
        .orElseThrow();
  }

  private static int sum(List<Integer> lengths) {
    return lengths.stream().mapToInt(Integer::intValue).sum();
  }
}
