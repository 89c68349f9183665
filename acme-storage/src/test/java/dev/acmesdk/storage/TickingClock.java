package dev.acmesdk.storage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that goes on by one second whenever it is looked at. */
final class TickingClock extends Clock {
  private final AtomicLong seconds =
      new AtomicLong(Instant.parse("2026-11-23T19:01:40Z").getEpochSecond());

  void advance(Duration amount) {
    seconds.addAndGet(amount.toSeconds());
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochSecond(seconds.getAndIncrement());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("always UTC");
  }
}
