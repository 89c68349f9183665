package dev.acmesdk;

import dev.acmesdk.manager.CertificateManager;
import dev.acmesdk.manager.RenewalEvent;
import dev.acmesdk.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A manager that lives through months in no time: it has no threads, and goes by a test's clock.
 */
final class ManagedTime implements AutoCloseable {
  final List<RenewalEvent> events = new CopyOnWriteArrayList<>();
  final CertificateManager manager;
  private final MutableClock clock;

  ManagedTime(MutableClock clock) {
    this.clock = clock;
    Instant start = clock.instant();
    this.manager =
        CertificateManager.builder()
            .clock(clock)
            .stopWatch(() -> Duration.between(start, clock.instant()).toNanos())
            .listener(events::add)
            .buildWithoutThreads();
  }

  void live(Duration time) {
    Instant end = clock.instant().plus(time);
    while (clock.instant().isBefore(end)) {
      Duration wait = manager.runDue().plusMillis(1);
      Duration left = Duration.between(clock.instant(), end);
      clock.advance(wait.compareTo(left) < 0 ? wait : left);
    }
    manager.runDue();
  }

  <E extends RenewalEvent> List<E> events(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public void close() {
    manager.close();
  }
}
