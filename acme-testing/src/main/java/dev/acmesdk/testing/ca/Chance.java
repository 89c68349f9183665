package dev.acmesdk.testing.ca;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** What the CA leaves to chance, so that no client relies on it. Safe for several threads. */
final class Chance {
  private final RandomGenerator random;

  Chance(RandomGenerator random) {
    this.random = random;
  }

  synchronized boolean hits(int percent) {
    return percent > 0 && random.nextInt(100) < percent;
  }

  /** RFC 8555 section 7.1.3 promises no order, so there is none. */
  synchronized <T> List<T> shuffled(List<T> list) {
    List<T> copy = new ArrayList<>(list);
    for (int i = copy.size(); i > 1; i--) {
      Collections.swap(copy, i - 1, random.nextInt(i));
    }
    return List.copyOf(copy);
  }
}
