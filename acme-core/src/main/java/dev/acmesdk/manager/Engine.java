package dev.acmesdk.manager;

import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.hook.HookReport;
import dev.acmesdk.hook.HookRounds;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.LeaseAnswer;
import dev.acmesdk.store.LeaseKeeper;
import dev.acmesdk.store.LeaseStore;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.LocalLeases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does for each lineage what its plan says when its turn has come. */
final class Engine {
  private static final Logger log = LoggerFactory.getLogger(Engine.class);

  /** How soon somebody else goes on after this program has fallen silent without ending. */
  private static final Duration LEASE = Duration.ofMinutes(1);

  /** Also while somebody else has the lineage in work. */
  private static final Duration AFTER_TROUBLE = Duration.ofMinutes(1);

  /** After what should never happen. */
  private static final Duration AFTER_FAULT = Duration.ofMinutes(10);

  /** The clock may be set at any time. */
  private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

  /** Whatever a plan says, no lineage keeps a thread busy. */
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

  /** However many lineages there are, the store is not asked more often. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final Time time;
  private final Agenda agenda;
  private final Executor workers;
  private final Duration lookEvery;
  private final Planner planner;
  private final Look look;
  private final Attempt attempt;
  private final Question question;
  private final Starts starts;
  private final Events events;

  Engine(ManagerSettings settings, Agenda agenda, Executor workers) {
    this.time = settings.time();
    this.agenda = agenda;
    this.workers = workers;
    this.lookEvery = settings.lookEvery();
    this.events = new Events(settings.listener());
    FailureBudget budget = new FailureBudget();
    this.planner = new Planner(time, budget);
    Spread spread = new Spread(settings.random());
    this.look = new Look(time, settings.policy(), spread, planner, events);
    Routes routes = new Routes(time, budget, events);
    this.attempt =
        new Attempt(time, settings.random(), look, routes, new HookRounds(this::tellHook), events);
    this.question = new Question(time, look, events);
    this.starts =
        new Starts(new OrderPace(settings.orderBurst(), settings.ordersPerHour(), time.tick()));
  }

  /** Begins to look after a lineage: reads the store, but asks nobody. */
  void add(Entry entry) {
    agenda.add(entry);
    Plan plan;
    try {
      plan = look.first(entry);
    } catch (RuntimeException | Error e) {
      agenda.remove(entry);
      throw e;
    }
    putBack(entry, plan, Duration.ZERO);
  }

  void remove(Entry entry) {
    agenda.remove(entry);
    tellRemoved(entry);
  }

  void tellRemoved(Entry entry) {
    events.tell(new RenewalEvent.Unwatched(entry.name()));
  }

  private void tellHook(HookReport report) {
    if (report.isFailure()) {
      events.tell(new RenewalEvent.HookFailed(report));
    }
  }

  Plan plan(Entry entry) {
    return planner.plan(entry);
  }

  Instant now() {
    return time.now();
  }

  long tick() {
    return time.tick();
  }

  /** Does what is due: how long there is nothing to do then. One thread at a time. */
  synchronized Duration runDue() {
    Duration set = time.set();
    if (!set.isZero()) {
      events.tell(new RenewalEvent.ClockSet(set));
      agenda.takeAll().forEach(this::putBack);
      starts.takeAll().forEach(this::putBack);
    }
    starts.takeWished(agenda::isWished).forEach(this::putBack);
    Entry entry = agenda.takeDue(time.tick());
    while (entry != null) {
      giveTurn(entry);
      entry = agenda.takeDue(time.tick());
    }
    entry = starts.take(time.tick());
    while (entry != null) {
      employ(entry);
      entry = starts.take(time.tick());
    }
    long tick = time.tick();
    long wait = Math.min(agenda.nextTick() - tick, starts.nanosUntilStart(tick));
    return Duration.ofNanos(Math.min(Math.max(wait, 0), LONGEST_SLEEP.toNanos()));
  }

  /** What only takes a look into the store is done here; what may take long, by a worker. */
  private void giveTurn(Entry entry) {
    Plan plan = planner.plan(entry);
    Instant now = time.now();
    if (agenda.isWaitedFor(entry)) {
      employ(entry);
    } else if (plan.isRenewalDue(now)) {
      starts.add(entry);
    } else if (plan.isQuestionDue(now)) {
      employ(entry);
    } else {
      inWork(entry, look::again);
    }
  }

  private void employ(Entry entry) {
    try {
      workers.execute(() -> inWork(entry, this::visit));
    } catch (RejectedExecutionException e) {
      log.debug("Not begun any more: {}", entry, e);
    }
  }

  /** Does something with a lineage. */
  @FunctionalInterface
  private interface Work {
    void run(Entry entry);
  }

  private void inWork(Entry entry, Work work) {
    try {
      work.run(entry);
    } catch (AcmeException e) {
      entry.postpone(time.tick(), AFTER_TROUBLE); // the schedule may say later
      log.debug("{} will be tried again: {}", entry.name(), e.getMessage());
    } catch (RuntimeException | Error e) {
      entry.postpone(time.tick(), AFTER_FAULT);
      log.error("A fault in the renewal of {}", entry.name(), e);
      if (e instanceof Error error) {
        throw error;
      }
    } finally {
      putBack(entry, planner.plan(entry), SHORTEST_WAIT);
    }
  }

  private void putBack(Entry entry) {
    putBack(entry, planner.plan(entry), Duration.ZERO);
  }

  private void putBack(Entry entry, Plan plan, Duration atLeast) {
    long wait =
        agenda.isWaitedFor(entry) ? 0 : Math.min(plan.nanosLeft(time.now()), looks().toNanos());
    agenda.putBack(entry, time.tick() + Math.max(wait, atLeast.toNanos()));
  }

  private Duration looks() {
    Duration all = Duration.ofMillis(BETWEEN_LOOKS.toMillis() * agenda.size());
    return all.compareTo(lookEvery) > 0 ? all : lookEvery;
  }

  /** Who begins to wait during an attempt, waits for that one: it is not made twice. */
  private void visit(Entry entry) {
    List<Wish> wishes = new ArrayList<>(agenda.takeWishes(entry));
    try {
      LeaseStore leases = LocalLeases.of(entry.target.store());
      LeaseAnswer answer = acquire(entry, leases);
      if (!(answer instanceof Lease lease)) {
        letWait(entry, answer.holder(), wishes);
        return;
      }
      entry.othersHaveEnded();
      LeaseKeeper keeper = LeaseKeeper.keep(leases, lease, LEASE);
      Optional<Lineage> renewed = visit(entry, keeper, wishes.stream().anyMatch(Wish::isForced));
      if (renewed.isPresent()) {
        entry.failure = null;
        wishes.addAll(agenda.takeWishes(entry));
      }
      wishes.forEach(wish -> fulfil(wish, entry, renewed));
    } catch (RuntimeException | Error e) {
      entry.failure = e instanceof AcmeException failure ? failure : null;
      wishes.addAll(agenda.takeWishes(entry));
      wishes.forEach(wish -> wish.outcome().completeExceptionally(e));
      throw e;
    }
  }

  private static void fulfil(Wish wish, Entry entry, Optional<Lineage> renewed) {
    AcmeException failure = entry.failure;
    if (renewed.isEmpty() && failure != null && entry.known.isFailing()) {
      wish.outcome().completeExceptionally(failure);
      return;
    }
    renewed
        .or(() -> entry.target.store().find(entry.name()))
        .ifPresentOrElse(wish.outcome()::complete, () -> wish.outcome().cancel(false));
  }

  /** Somebody else is at work on it: who is patient goes on waiting, others hear of it. */
  private void letWait(Entry entry, String others, List<Wish> wishes) {
    StoreException atWork =
        new StoreException(
            "Not now: %s is at work on the lineage %s.".formatted(others, entry.name()),
            "What comes of it will be noticed within minutes.",
            null);
    long tick = time.tick();
    for (Wish wish : wishes) {
      if (wish.isPatient(tick)) {
        agenda.wishPatiently(entry, wish);
      } else {
        wish.outcome().completeExceptionally(atWork);
      }
    }
    entry.leaveToOthers(tick, AFTER_TROUBLE);
    log.debug("{} will be tried again: {}", entry.name(), atWork.getMessage());
  }

  private Optional<Lineage> visit(Entry entry, LeaseKeeper keeper, boolean forced) {
    try (keeper) {
      look.again(entry);
      Plan plan = planner.plan(entry);
      if (forced || plan.isRenewalDue(time.now())) {
        return Optional.of(attempt.run(entry, keeper.lease(), forced));
      }
      if (plan.isQuestionDue(time.now())) {
        question.ask(entry, keeper.lease());
      }
      return Optional.empty();
    }
  }

  private LeaseAnswer acquire(Entry entry, LeaseStore leases) {
    try {
      return leases.acquire(entry.name(), LEASE);
    } catch (StoreException e) {
      look.storeFailed(entry, e);
      throw e;
    }
  }
}
