package dev.acmesdk.manager;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/** A world in which time passes when it is told to, with a machine whose clock may be wrong. */
final class VirtualWorld {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now = START;
  private Duration error = Duration.ZERO;

  /** The true time, by which CAs go. */
  Instant now() {
    return now;
  }

  void advance(Duration amount) {
    now = now.plus(amount);
  }

  /** How far the machine's clock is ahead. */
  void setError(Duration ahead) {
    error = ahead;
  }

  /** The stop watch of the machine. */
  long tick() {
    return Duration.between(START, now).toNanos();
  }

  Clock trueClock() {
    return clock(() -> now);
  }

  Clock machineClock() {
    return clock(() -> now.plus(error));
  }

  private static Clock clock(Supplier<Instant> time) {
    return new Clock() {
      @Override
      public Instant instant() {
        return time.get();
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
