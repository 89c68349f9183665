package dev.acmesdk.testing.ca;

import java.util.ArrayList;
import java.util.List;

/** What goes wrong with which request. Safe for use by several threads. */
final class Script {
  private final List<Line> lines = new ArrayList<>();

  private record Line(Occurrence occurrence, Mishap mishap) {}

  synchronized void add(Occurrence occurrence, Mishap mishap) {
    lines.add(new Line(occurrence, mishap));
  }

  /** What goes wrong with the request that has come now, in the order of the script. */
  synchronized List<Mishap> next(String operation) {
    List<Mishap> mishaps = new ArrayList<>();
    for (Line line : lines) {
      if (line.occurrence().happens(operation)) {
        mishaps.add(line.mishap());
      }
    }
    return mishaps;
  }

  synchronized void clear() {
    lines.clear();
  }
}
