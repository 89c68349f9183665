package dev.acmesdk.tlsalpn01;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What one client may take from the others.
 *
 * @param handshake how long a connection may take from its beginning to the end of the handshake
 * @param farewell how long it may then stay until the client hangs up
 * @param connections how many may be open at once; the oldest makes room for a new one
 * @param ticker nanoseconds from any origin
 * @param clock the time of day, for the certificates' validity
 */
record Limits(
    Duration handshake, Duration farewell, int connections, LongSupplier ticker, Clock clock) {
  static final Limits DEFAULT =
      new Limits(
          Duration.ofSeconds(10), Duration.ofSeconds(2), 256, System::nanoTime, Clock.systemUTC());

  Limits withTicker(LongSupplier otherTicker) {
    return new Limits(handshake, farewell, connections, otherTicker, clock);
  }

  Limits withClock(Clock otherClock) {
    return new Limits(handshake, farewell, connections, ticker, otherClock);
  }
}
