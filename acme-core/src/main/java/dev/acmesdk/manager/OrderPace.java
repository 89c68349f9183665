package dev.acmesdk.manager;

import java.time.Duration;

/**
 * Limits how many orders are placed: a burst, and then so many an hour. Let's Encrypt takes 300 new
 * orders of an account in three hours. Safe for use by several threads.
 */
final class OrderPace {
  private final double burst;
  private final double perNano;
  private double left;
  private long lastTick;

  OrderPace(int burst, int perHour, long tick) {
    this.burst = burst;
    this.perNano = (double) perHour / Duration.ofHours(1).toNanos();
    this.left = burst;
    this.lastTick = tick;
  }

  /** Takes a place, if there is one: how many nanoseconds to wait if there is none, else 0. */
  synchronized long take(long tick) {
    long wait = nanosUntilFree(tick);
    if (wait == 0) {
      left--;
    }
    return wait;
  }

  /** How many nanoseconds until there is a place. */
  synchronized long nanosUntilFree(long tick) {
    left = Math.min(burst, left + (tick - lastTick) * perNano);
    lastTick = tick;
    return left >= 1 ? 0 : (long) Math.ceil((1 - left) / perNano);
  }
}
