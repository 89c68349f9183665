package dev.acmesdk.client;

import dev.acmesdk.error.DeadlineExceededException;
import dev.acmesdk.protocol.Order;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Asks for an order again and again until it is where it should be (RFC 8555 section 7.4). When the
 * server says how long to wait, so be it; when not, the waits grow, with jitter. They begin with a
 * few round trips: what a near server has not done by then is worth a question, and what a far one
 * has done meanwhile has cost nobody much time. How a near server has kept the last pace tells the
 * next one.
 */
final class Polling {
  static final Duration SHORTEST = Duration.ofMillis(10);
  static final int ROUND_TRIPS = 3;

  private static final Duration LONGEST_FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final Clock clock;
  private final Pause pause;
  private final RandomGenerator random;
  private final Supplier<Duration> roundTrip;
  private final Map<Step, Pace> paces;
  private final Instant end;

  /** What is waited for. */
  enum Step {
    VALIDATION("the validation"),
    ISSUANCE("the issuance");

    private final String noun;

    Step(String noun) {
      this.noun = noun;
    }
  }

  /**
   * Begins with what lasts as long as it takes.
   *
   * @param roundTrip how long the server's fastest answer has taken
   */
  Polling(Clock clock, Pause pause, RandomGenerator random, Supplier<Duration> roundTrip) {
    this(clock, pause, random, roundTrip, paces(), Instant.MAX);
  }

  private Polling(
      Clock clock,
      Pause pause,
      RandomGenerator random,
      Supplier<Duration> roundTrip,
      Map<Step, Pace> paces,
      Instant end) {
    this.clock = clock;
    this.pause = pause;
    this.random = random;
    this.roundTrip = roundTrip;
    this.paces = paces;
    this.end = end;
  }

  private static Map<Step, Pace> paces() {
    Map<Step, Pace> paces = new EnumMap<>(Step.class);
    for (Step step : Step.values()) {
      paces.put(step, new Pace());
    }
    return paces;
  }

  Polling until(Instant moment) {
    return new Polling(clock, pause, random, roundTrip, paces, moment);
  }

  /**
   * Polls an order.
   *
   * @param order what is known of it
   * @param unfinished whether to go on
   * @param ask gets the order's present state
   * @param first how long to wait before asking, if the server does not say; or longer, if it is
   *     far
   * @param limit how long to go on at most
   * @param step what is waited for
   */
  Order until(
      Order order,
      Predicate<Order> unfinished,
      Function<URI, Order> ask,
      Duration first,
      Duration limit,
      Step step) {
    Instant own = clock.instant().plus(limit);
    Instant deadline = own.isBefore(end) ? own : end;
    Pace pace = Objects.requireNonNull(paces.get(step));
    Duration begin = pace.first(min(roundTrip.get(), LONGEST_FIRST), usual());
    Duration backoff = max(first, begin);
    boolean isFirst = begin.compareTo(first) > 0;
    Order current = order;
    while (unfinished.test(current)) {
      Duration said = said(current.retryAfter());
      Duration wait = said == null ? jittered(backoff) : said;
      if (clock.instant().plus(wait).isAfter(deadline)) {
        throw new DeadlineExceededException(step.noun, order.url(), current.retryAfter());
      }
      pause.during(wait, "the wait for " + step.noun);
      current = ask.apply(order.url());
      if (isFirst && said == null) {
        learn(pace, begin, !unfinished.test(current));
      }
      isFirst = false;
      backoff = min(backoff.multipliedBy(2), LONGEST);
    }
    return current;
  }

  private static void learn(Pace pace, Duration wait, boolean isDone) {
    if (isDone) {
      pace.wasLongEnough(wait);
    } else {
      pace.wasTooShort(wait);
    }
  }

  private @Nullable Duration said(@Nullable Instant retryAfter) {
    return retryAfter != null && retryAfter.isAfter(clock.instant())
        ? Duration.between(clock.instant(), retryAfter)
        : null;
  }

  private Duration jittered(Duration backoff) {
    return backoff.plusNanos((long) (backoff.toNanos() * random.nextDouble() / 4));
  }

  private Duration usual() {
    return max(SHORTEST, min(roundTrip.get().multipliedBy(ROUND_TRIPS), LONGEST_FIRST));
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? b : a;
  }
}
