package dev.acmesdk.manager;

import dev.acmesdk.error.StoreException;
import dev.acmesdk.renewal.CertificateFacts;
import dev.acmesdk.renewal.RenewalPolicy;
import dev.acmesdk.renewal.RenewalSchedule;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.LineageSummaries;
import dev.acmesdk.store.LineageSummary;
import dev.acmesdk.store.RenewalState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks into the store, and takes note of what others have done. */
final class Look {
  private static final Logger log = LoggerFactory.getLogger(Look.class);

  private final Time time;
  private final RenewalPolicy policy;
  private final Spread spread;
  private final Planner planner;
  private final Events events;

  Look(Time time, RenewalPolicy policy, Spread spread, Planner planner, Events events) {
    this.time = time;
    this.policy = policy;
    this.spread = spread;
    this.planner = planner;
    this.events = events;
  }

  /** Reads what is there for the first time, and plans what is to be done about it. */
  Plan first(Entry entry) {
    read(entry);
    RenewalState state = entry.known.state();
    entry.mayGoOn =
        state.failures() == 1
            && Attempt.CUT_OFF.equals(state.problem())
            && entry.memory.hasOrderInFlight();
    Plan plan = planner.plan(entry);
    events.tell(
        new RenewalEvent.Watched(
            entry.name(), entry.known.notAfter(), plan.nextRenewal(time.now())));
    tellExpiry(entry);
    return plan;
  }

  /** Reads what is there, and tells if it is something new. */
  void again(Entry entry) {
    int before = entry.known.version();
    if (read(entry) && entry.known.version() != before) {
      Instant notAfter = entry.known.notAfter();
      events.tell(
          new RenewalEvent.Adopted(
              entry.name(),
              entry.known.version(),
              notAfter == null ? Instant.MIN : notAfter,
              nextRenewal(entry)));
    }
    tellExpiry(entry);
  }

  /** Takes note of what this program has obtained. */
  void renewed(Entry entry, Lineage lineage, RenewalState state) {
    adopt(entry, LineageSummary.of(lineage), state);
    entry.listeners.forEach(listener -> hand(lineage, listener));
  }

  Instant nextRenewal(Entry entry) {
    return planner.plan(entry).nextRenewal(time.now());
  }

  private boolean read(Entry entry) {
    try {
      Optional<LineageSummary> current =
          LineageSummaries.of(entry.target.store()).summary(entry.name());
      RenewalState remembered = current.map(LineageSummary::renewal).orElseGet(entry.memory::read);
      RenewalState state = remembered == null ? entry.known.state() : remembered;
      if (current.isEmpty()) {
        entry.known = Known.NOTHING.withState(state);
      } else if (current.get().version() == entry.known.version()) {
        entry.known = entry.known.withState(state);
      } else {
        takeOver(entry, current.get(), state);
      }
      entry.storeFails = false;
      return current.isPresent();
    } catch (StoreException e) {
      storeFailed(entry, e);
      return false;
    }
  }

  /** What is known of a lineage remains so while the store does not answer. */
  void storeFailed(Entry entry, StoreException failure) {
    if (!entry.storeFails) {
      entry.storeFails = true;
      events.tell(new RenewalEvent.StoreFailed(entry.name(), failure, nextRenewal(entry)));
    }
  }

  /** The key is read only if somebody wants it. */
  private void takeOver(Entry entry, LineageSummary current, RenewalState state) {
    if (entry.listeners.isEmpty()) {
      adopt(entry, current, state);
      return;
    }
    Optional<Lineage> lineage = entry.target.store().find(entry.name());
    if (lineage.filter(one -> one.version() != entry.known.version()).isPresent()) {
      renewed(entry, lineage.get(), state);
    } else {
      entry.known = entry.known.withState(state);
    }
  }

  private void adopt(Entry entry, LineageSummary current, RenewalState state) {
    CertificateFacts facts = CertificateFacts.of(current, policy);
    Instant now = time.now();
    spread.giveBack(entry.known.place());
    Instant due = RenewalSchedule.dueAt(facts, state, now);
    Instant place = facts.isFixed() ? due : spread.take(due, facts.lifetime());
    entry.known =
        new Known(
            facts,
            entry.target.wanted().test(current),
            RenewalSchedule.firstQuestion(facts, now),
            latestTick(facts, now),
            place,
            state);
    entry.forgetQuestion();
    entry.expiryTold = false;
    entry.mayGoOn = false;
  }

  /** By the stop watch it counts from here on, since clock and dates may contradict each other. */
  private long latestTick(CertificateFacts facts, Instant now) {
    Duration use = facts.longestUse();
    Duration left = Duration.between(now, facts.notAfter());
    boolean isEndingEarlier = !left.isNegative() && left.compareTo(use) < 0;
    return time.tick() + Math.min((isEndingEarlier ? left : use).toNanos(), Long.MAX_VALUE / 4);
  }

  static void hand(Lineage lineage, Consumer<Lineage> listener) {
    try {
      listener.accept(lineage);
    } catch (RuntimeException e) {
      log.warn("{} could not be handed over to {}", lineage, listener, e);
    }
  }

  private void tellExpiry(Entry entry) {
    Instant notAfter = entry.known.notAfter();
    if (notAfter != null && !entry.expiryTold && !time.now().isBefore(notAfter)) {
      entry.expiryTold = true;
      events.tell(new RenewalEvent.Expired(entry.name(), notAfter, nextRenewal(entry)));
    }
  }
}
