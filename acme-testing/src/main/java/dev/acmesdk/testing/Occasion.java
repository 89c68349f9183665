package dev.acmesdk.testing;

import dev.acmesdk.testing.ca.Occurrence;

/**
 * Which requests a {@link Trouble} befalls, see {@link Faults#when}. Requests are counted from then
 * on, in the order in which they come. An operation is one of {@link ReceivedRequest#operation()}.
 * Instances are immutable; each use of one counts for itself.
 */
public final class Occasion {
  private static final String ANY = "";
  private static final int ALWAYS = 100;

  private final String operation;
  private final int first;
  private final int last;
  private final int percent;
  private final long seed;

  private Occasion(String operation, int first, int last, int percent, long seed) {
    this.operation = operation;
    this.first = first;
    this.last = last;
    this.percent = percent;
    this.seed = seed;
  }

  /**
   * One request.
   *
   * @param operation the operation
   * @param number which one of its requests from now on, the first is 1
   * @return the occasion
   * @throws IllegalArgumentException if the number is not positive
   */
  public static Occasion nth(String operation, int number) {
    return new Occasion(operation, positive(number), number, ALWAYS, 0);
  }

  /**
   * The next requests.
   *
   * @param operation the operation
   * @param number how many of its requests from now on
   * @return the occasion
   * @throws IllegalArgumentException if the number is not positive
   */
  public static Occasion next(String operation, int number) {
    return new Occasion(operation, 1, positive(number), ALWAYS, 0);
  }

  /**
   * All requests from now on.
   *
   * @param operation the operation
   * @return the occasion
   */
  public static Occasion each(String operation) {
    return new Occasion(operation, 1, Integer.MAX_VALUE, ALWAYS, 0);
  }

  /**
   * All requests from now on, whatever they are for.
   *
   * @return the occasion
   */
  public static Occasion each() {
    return each(ANY);
  }

  /**
   * Some of all requests from now on.
   *
   * @param percent how many of a hundred, 0 to 100
   * @param seed decides which: with the same seed it is the same ones
   * @return the occasion
   * @throws IllegalArgumentException if it is not a percentage
   */
  public static Occasion chance(int percent, long seed) {
    return chance(ANY, percent, seed);
  }

  /**
   * Some of the requests for an operation from now on.
   *
   * @param operation the operation
   * @param percent how many of a hundred, 0 to 100
   * @param seed decides which: with the same seed it is the same ones
   * @return the occasion
   * @throws IllegalArgumentException if it is not a percentage
   */
  public static Occasion chance(String operation, int percent, long seed) {
    if (percent < 0 || percent > ALWAYS) {
      throw new IllegalArgumentException("Not a percentage: " + percent);
    }
    return new Occasion(operation, 1, Integer.MAX_VALUE, percent, seed);
  }

  private static int positive(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("Requests are counted from 1 on, not from " + number);
    }
    return number;
  }

  String operation() {
    return operation;
  }

  Occurrence occurrence() {
    return new Occurrence(operation, first, last, percent, seed);
  }

  /** Says which requests. */
  @Override
  public String toString() {
    String numbers = last == Integer.MAX_VALUE ? "all" : first + " to " + last;
    return "Occasion[%s, %s, %d %%]"
        .formatted(operation.isEmpty() ? "any operation" : operation, numbers, percent);
  }
}
