package dev.acmesdk.manager;

import dev.acmesdk.error.RateLimitedException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.ValidationFailedException;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Problem;
import dev.acmesdk.protocol.ProblemType;
import dev.acmesdk.protocol.RenewalInfo;
import dev.acmesdk.store.Lineage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A manager over a store and a CA in a world without waiting. */
final class ManagedWorld {
  static final String NAME = "a.example";
  static final Duration NINETY_DAYS = Duration.ofDays(90);

  final VirtualWorld world = new VirtualWorld();
  final VirtualCa ca = new VirtualCa(world, "ca.example");
  final VirtualCa other = new VirtualCa(world, "other.example");
  final VirtualStore store = new VirtualStore(world.trueClock());
  final List<RenewalEvent> events = new ArrayList<>();
  final List<Lineage> handedOver = new ArrayList<>();
  CertificateManager manager = manager();

  CertificateManager manager() {
    return CertificateManager.builder()
        .clock(world.machineClock())
        .stopWatch(world::tick)
        .random(new Random(1))
        .listener(events::add)
        .lookIntoStoreEvery(Duration.ofMinutes(1))
        .buildWithoutThreads();
  }

  /** As after a crash: nothing of the former manager is left. */
  void restart() {
    manager = manager();
  }

  RenewalTarget target(CaRoute... routes) {
    return new RenewalTarget(
        NAME, List.of(Identifier.dns(NAME)), store, lineage -> true, List.of(routes));
  }

  ManagedLineage manage() {
    return manage(target(ca.route(store, NINETY_DAYS)));
  }

  ManagedLineage manage(RenewalTarget target) {
    return manage(target, manager);
  }

  ManagedLineage manage(RenewalTarget target, CertificateManager by) {
    return by.add(target, handedOver::add);
  }

  /** Has a certificate from before. */
  Lineage stored(Duration age) {
    return store.save(ca.version(NAME, NINETY_DAYS, world.now().minus(age)));
  }

  void live(Duration time) {
    Instant end = world.now().plus(time);
    while (world.now().isBefore(end)) {
      Duration wait = manager.runDue();
      Duration left = Duration.between(world.now(), end);
      world.advance(wait.compareTo(left) < 0 ? wait.plusMillis(1) : left);
    }
    manager.runDue();
  }

  <E extends RenewalEvent> List<E> events(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  RenewalInfo window(Lineage lineage, Instant start, Instant end) {
    return window(CertificateId.of(lineage.chain().leaf()).orElseThrow(), start, end);
  }

  RenewalInfo window(CertificateId id, Instant start, Instant end) {
    RenewalInfo info =
        new RenewalInfo(id, start, end, null, world.now(), world.now().plus(Duration.ofHours(6)));
    ca.windows.put(id, info);
    return info;
  }

  ValidationFailedException notValidated() {
    return new ValidationFailedException(
        Map.of(Identifier.dns(NAME), Problem.of(ProblemType.CONNECTION, "Connection refused")),
        URI.create("https://ca.example/order/1"));
  }

  RateLimitedException limited(@Nullable Instant until, String text) {
    return new RateLimitedException(Problem.of(ProblemType.RATE_LIMITED, text), until, null);
  }

  RateLimitedException paused() {
    return limited(
        null,
        "Your account is temporarily prevented from requesting certificates for a.example and possibly others. Please visit: https://portal.example/?jwt=x");
  }

  RejectedException rejected() {
    return new RejectedException(
        "to place the order", Problem.of(ProblemType.SERVER_INTERNAL, "Bad moment"), null);
  }
}
