package dev.acmesdk.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What was heard last of a lineage. */
final class Watched {
  private static final String EXPIRY = "acme.certificate.expires.in";
  private static final String ATTEMPT = "acme.certificate.attempt.in";
  private static final String TAG = "lineage";

  private final String name;
  private volatile Facts facts = new Facts(null, Instant.MAX, false);

  /** What is shown together. */
  private record Facts(@Nullable Instant notAfter, Instant next, boolean isFailing) {}

  Watched(String name) {
    this.name = name;
  }

  synchronized void note(@Nullable Instant notAfter, Instant next, boolean isFailing) {
    facts = new Facts(notAfter, next, isFailing);
  }

  synchronized void postpone(Instant next) {
    Facts known = facts;
    facts = new Facts(known.notAfter, next, known.isFailing);
  }

  boolean isFailing() {
    Facts known = facts;
    return known.isFailing || known.notAfter == null;
  }

  double secondsToExpiry(Instant now, double without) {
    Instant end = facts.notAfter;
    return end == null ? without : seconds(now, end);
  }

  private double secondsToAttempt(Instant now) {
    Instant next = facts.next;
    return next.equals(Instant.MAX) ? Double.POSITIVE_INFINITY : seconds(now, next);
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toSeconds();
  }

  void show(MeterRegistry registry, Clock clock) {
    gauge(
            EXPIRY,
            "Until the certificate ends",
            one -> one.secondsToExpiry(clock.instant(), Double.NaN))
        .register(registry);
    gauge(ATTEMPT, "Until it is renewed", one -> one.secondsToAttempt(clock.instant()))
        .register(registry);
  }

  private Gauge.Builder<Watched> gauge(
      String meter, String description, ToDoubleFunction<Watched> value) {
    return Gauge.builder(meter, this, value)
        .description(description)
        .baseUnit("seconds")
        .tag(TAG, name);
  }

  void hide(MeterRegistry registry) {
    registry.find(EXPIRY).tag(TAG, name).meters().forEach(registry::remove);
    registry.find(ATTEMPT).tag(TAG, name).meters().forEach(registry::remove);
  }
}
