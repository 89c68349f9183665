package dev.acmesdk.manager;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * What time it is: by the clock on the wall, which may be wrong and may be set, and by a stop watch
 * that only runs on.
 */
final class Time {
  /** Clocks are corrected by little all the time. */
  private static final Duration NOTABLE = Duration.ofSeconds(30);

  private final Clock clock;
  private final LongSupplier ticks;
  private Instant lastInstant;
  private long lastTick;

  Time(Clock clock, LongSupplier ticks) {
    this.clock = clock;
    this.ticks = ticks;
    this.lastInstant = clock.instant();
    this.lastTick = ticks.getAsLong();
  }

  Instant now() {
    return clock.instant();
  }

  /** Nanoseconds since a moment that means nothing. */
  long tick() {
    return ticks.getAsLong();
  }

  /** How far the clock was set since the last call; zero if it was only corrected. */
  synchronized Duration set() {
    Instant instant = now();
    long tick = tick();
    Duration by = Duration.between(lastInstant, instant).minus(Duration.ofNanos(tick - lastTick));
    lastInstant = instant;
    lastTick = tick;
    return by.abs().compareTo(NOTABLE) < 0 ? Duration.ZERO : by;
  }
}
