package dev.acmesdk.manager;

import dev.acmesdk.renewal.CertificateFacts;
import dev.acmesdk.renewal.RenewalSchedule;
import java.time.Instant;

/** Decides what is to be done about a lineage next, by what is known of it. */
final class Planner {
  private final Time time;
  private final FailureBudget budget;

  Planner(Time time, FailureBudget budget) {
    this.time = time;
    this.budget = budget;
  }

  Plan plan(Entry entry) {
    Instant now = time.now();
    return new Plan(renewAt(entry, now), askAt(entry, now));
  }

  private Instant renewAt(Entry entry, Instant now) {
    Known known = entry.known;
    Instant at = later(dueAt(known, now), opensAt(entry, now));
    if (!entry.mayGoOn) {
      at = later(at, RenewalSchedule.retryAt(known.state(), now));
    }
    long tick = time.tick();
    long wait = Math.max(budget.wait(entry.target.identifiers(), tick), entry.renewalWait(tick));
    return after(wait, now, at);
  }

  private static Instant after(long wait, Instant now, Instant at) {
    return wait == 0 ? at : later(at, now.plusNanos(wait));
  }

  /** Whatever failed before. */
  private Instant dueAt(Known known, Instant now) {
    CertificateFacts facts = known.facts();
    long left = known.latestTick() - time.tick();
    if (facts == null || !known.wanted() || left <= 0) {
      return Instant.MIN;
    }
    boolean isSuggested = RenewalSchedule.infoOn(facts, known.state()).isPresent();
    Instant due = RenewalSchedule.dueAt(facts, known.state(), now);
    Instant place = later(known.place(), RenewalSchedule.earliest(facts, known.state(), now));
    Instant placed = isSuggested ? due : earlier(place, due);
    return earlier(placed, now.plusNanos(left));
  }

  /** When there is a CA that may be asked. */
  private static Instant opensAt(Entry entry, Instant now) {
    Instant first = Instant.MAX;
    for (CaRoute route : entry.target.routes()) {
      first =
          earlier(first, RenewalSchedule.closedUntil(route.directory(), entry.known.state(), now));
    }
    return first;
  }

  /** RFC 9773 section 4.3: not for a certificate that has expired or been replaced. */
  private Instant askAt(Entry entry, Instant now) {
    Known known = entry.known;
    CertificateFacts facts = known.facts();
    if (facts == null
        || facts.id() == null
        || !known.wanted()
        || !now.isBefore(facts.notAfter())
        || entry.routeOf(facts.directory()).isEmpty()) {
      return Instant.MAX;
    }
    return after(
        entry.questionWait(time.tick()),
        now,
        RenewalSchedule.askAt(facts, known.state(), known.firstQuestion(), now));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
