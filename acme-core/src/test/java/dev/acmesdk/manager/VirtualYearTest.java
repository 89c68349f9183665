package dev.acmesdk.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.error.RejectedException;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Problem;
import dev.acmesdk.protocol.ProblemType;
import dev.acmesdk.store.Lineage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A year of a thousand certificates: with a CA that is down for three days, failures, and a clock
 * that is set wrong and right again.
 */
@Timeout(600)
class VirtualYearTest {
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration OUTAGE = Duration.ofDays(3);
  private static final Instant OUTAGE_BEGINS = VirtualWorld.START.plus(Duration.ofDays(200));

  /** How many certificates live how long. */
  private static final Map<Duration, Integer> LIFETIMES =
      Map.of(
          Duration.ofHours(1), 40,
          Duration.ofHours(24), 160,
          Duration.ofHours(160), 200,
          Duration.ofDays(45), 200,
          Duration.ofDays(64), 100,
          Duration.ofDays(90), 300);

  private final VirtualWorld world = new VirtualWorld();
  private final Random random = new Random(20261124);
  private final VirtualCa first = new VirtualCa(world, "first.example");
  private final VirtualCa second = new VirtualCa(world, "second.example");
  private final VirtualStore store = new VirtualStore(world.trueClock());
  private final List<String> expired = new ArrayList<>();
  private final List<String> loops = new ArrayList<>();
  private final Map<String, Lineage> current = new HashMap<>();
  private final Map<String, Instant> renewedAt = new HashMap<>();
  private final Map<String, Integer> earlyInARow = new HashMap<>();

  private RejectedException trouble() {
    return new RejectedException(
        "to place the order", Problem.of(ProblemType.SERVER_INTERNAL, "bad moment"), null);
  }

  private boolean isOutage() {
    return !world.now().isBefore(OUTAGE_BEGINS) && world.now().isBefore(OUTAGE_BEGINS.plus(OUTAGE));
  }

  private void takeNote(Lineage lineage) {
    Lineage before = current.put(lineage.name(), lineage);
    if (before == null) {
      renewedAt.put(lineage.name(), lineage.chain().leaf().getNotBefore().toInstant());
      return;
    }
    Instant last = renewedAt.put(lineage.name(), world.now());
    if (before.notAfter().isBefore(world.now())) {
      expired.add(lineage.name() + " at " + world.now());
    }
    Duration lifetime =
        Duration.between(before.chain().leaf().getNotBefore().toInstant(), before.notAfter());
    boolean isEarly = Duration.between(last, world.now()).compareTo(lifetime.dividedBy(5)) < 0;
    int early = isEarly ? earlyInARow.merge(lineage.name(), 1, Integer::sum) : 0;
    if (early > 1) { // once is for a clock that was set
      loops.add(lineage.name() + " at " + world.now());
    }
    if (!isEarly) {
      earlyInARow.remove(lineage.name());
    }
  }

  @Test
  void nothingExpiresAndNothingIsRenewedInALoop() {
    first.setMood(
        () ->
            isOutage()
                ? VirtualCa.down(first.directory)
                : random.nextInt(20) == 0 ? trouble() : null);
    second.setMood(() -> random.nextInt(20) == 0 ? trouble() : null);
    try (CertificateManager manager =
        CertificateManager.builder()
            .clock(world.machineClock())
            .stopWatch(world::tick)
            .random(random)
            .orderLimit(1, 170)
            .lookIntoStoreEvery(Duration.ofHours(12))
            .buildWithoutThreads()) {
      manage(manager);
      live(manager);
    }
    current.forEach(
        (name, lineage) -> {
          if (lineage.notAfter().isBefore(world.now())) {
            expired.add(name + " at the end");
          }
        });
    assertThat(current).hasSize(1000);
    assertThat(expired).as("expired").isEmpty();
    assertThat(loops).as("renewed in a loop").isEmpty();
    assertThat(first.orders)
        .allMatch(at -> at.isBefore(OUTAGE_BEGINS) || !at.isBefore(OUTAGE_BEGINS.plus(OUTAGE)));
    assertThat(second.orders).isNotEmpty();
    assertSpread();
  }

  /** All are there at the beginning, obtained at any moment before. */
  private void manage(CertificateManager manager) {
    new TreeMap<>(LIFETIMES)
        .forEach(
            (lifetime, count) -> {
              for (int i = 0; i < count; i++) {
                String name = "c%d-%d.example".formatted(lifetime.toHours(), i);
                long age = random.nextLong(lifetime.toSeconds() * 9 / 20);
                store.save(first.version(name, lifetime, world.now().minusSeconds(age)));
                manager.add(target(name, lifetime), this::takeNote);
              }
            });
  }

  private RenewalTarget target(String name, Duration lifetime) {
    return new RenewalTarget(
        name,
        List.of(Identifier.dns(name)),
        store,
        lineage -> true,
        List.of(first.route(store, lifetime), second.route(store, lifetime)));
  }

  private void live(CertificateManager manager) {
    Instant end = VirtualWorld.START.plus(YEAR);
    while (world.now().isBefore(end)) {
      world.setError(errorAt(Duration.between(VirtualWorld.START, world.now())));
      Duration wait = manager.runDue();
      world.advance(wait.isZero() ? Duration.ofMillis(1) : wait);
    }
  }

  /** Two days ahead for half a day in spring, two days behind for half a day in autumn. */
  private static Duration errorAt(Duration age) {
    if (age.toHours() >= 100 * 24 && age.toHours() < 100 * 24 + 12) {
      return Duration.ofDays(2);
    }
    return age.toHours() >= 300 * 24 && age.toHours() < 300 * 24 + 12
        ? Duration.ofDays(-2)
        : Duration.ZERO;
  }

  private void assertSpread() {
    Map<Long, Integer> perMinute = new HashMap<>();
    for (VirtualCa ca : List.of(first, second)) {
      ca.orders.forEach(at -> perMinute.merge(at.getEpochSecond() / 60, 1, Integer::sum));
    }
    int orders = first.orders.size() + second.orders.size();
    double mean = orders / (double) YEAR.toMinutes();
    int most = perMinute.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    assertThat((double) most)
        .as("most orders in a minute, of %d", orders)
        .isLessThanOrEqualTo(3 * mean);
  }
}
