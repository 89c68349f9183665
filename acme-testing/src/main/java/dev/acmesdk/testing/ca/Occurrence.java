package dev.acmesdk.testing.ca;

import java.util.Random;

/** Which requests something happens to; it counts them. Guarded by the {@link Script}. */
public final class Occurrence {
  private static final int ALL = 100;

  private final String operation;
  private final int first;
  private final int last;
  private final int percent;
  private final Random random;
  private int seen;

  /**
   * Counts from now on.
   *
   * @param operation the operation that is counted; nothing for all of them
   * @param first the first request that something may happen to, from 1 on
   * @param last the last one
   * @param percent to how many of a hundred of these it happens
   * @param seed decides which
   */
  public Occurrence(String operation, int first, int last, int percent, long seed) {
    this.operation = operation;
    this.first = first;
    this.last = last;
    this.percent = percent;
    this.random = new Random(seed);
  }

  boolean happens(String asked) {
    if (!operation.isEmpty() && !operation.equals(asked)) {
      return false;
    }
    if (seen < Integer.MAX_VALUE) {
      seen++;
    }
    return seen >= first && seen <= last && random.nextInt(ALL) < percent;
  }
}
