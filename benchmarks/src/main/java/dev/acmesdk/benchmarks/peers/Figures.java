package dev.acmesdk.benchmarks.peers;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Figures of several runs. */
final class Figures {
  private Figures() {}

  /** The median; not a number if there is none. */
  static <T> double median(List<T> runs, ToDoubleFunction<T> figure) {
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  /** The least; not a number if there is none. */
  static <T> double least(List<T> runs, ToDoubleFunction<T> figure) {
    return runs.stream().mapToDouble(figure).min().orElse(Double.NaN);
  }
}
