package dev.acmesdk.manager;

import dev.acmesdk.error.AcmeException;
import dev.acmesdk.store.Lineage;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A managed lineage. It holds no certificate and no key, so that there may be tens of thousands.
 * One thread at a time has it in work and changes it; what is known of it can be read by all.
 */
final class Entry {
  private static final AtomicLong COUNT = new AtomicLong();

  final RenewalTarget target;
  final Memory memory;
  final long number = COUNT.incrementAndGet();
  final List<Consumer<Lineage>> listeners;

  /** Changed by the thread that has it in work. */
  volatile Known known = Known.NOTHING;

  /** An order that was cut off once may be gone on with at once. */
  boolean mayGoOn;

  /** By the stop watch, as everything that is not remembered for longer than this program runs. */
  private long askNotBefore = Long.MIN_VALUE;

  private long renewNotBefore = Long.MIN_VALUE;

  /** Nobody has failed, so it is void as soon as the others have ended. */
  private long leaveToOthersUntil = Long.MIN_VALUE;

  boolean expiryTold;

  /** Why the last attempt of this program has failed. */
  @Nullable AcmeException failure;

  boolean storeFails;

  /** Guarded by the agenda. */
  long nextTick;

  /** Guarded by the agenda: wishes for a renewal at once. */
  private List<Wish> wishes = new ArrayList<>(0);

  /** Guarded by the agenda: wishes that wait for others to end with the lineage. */
  private List<Wish> patient = new ArrayList<>(0);

  volatile boolean removed;

  Entry(RenewalTarget target, List<Consumer<Lineage>> listeners) {
    this.target = target;
    this.listeners = listeners;
    this.memory = new Memory(target.store(), target.name());
  }

  /** The way to a CA; a certificate of one that is not known to be another's is the first one's. */
  Optional<CaRoute> routeOf(@Nullable URI directory) {
    for (CaRoute route : target.routes()) {
      if (directory == null || route.directory().equals(directory)) {
        return Optional.of(route);
      }
    }
    return Optional.empty();
  }

  String name() {
    return target.name();
  }

  /** There is no attempt for a while. */
  void postponeRenewal(long tick, Duration wait) {
    renewNotBefore = Math.max(renewNotBefore, tick + wait.toNanos());
  }

  /** The CA is not asked when to renew for a while. */
  void postponeQuestion(long tick, Duration wait) {
    askNotBefore = tick + wait.toNanos();
  }

  /** Nobody is asked for anything for a while. */
  void postpone(long tick, Duration wait) {
    postponeRenewal(tick, wait);
    if (tick + wait.toNanos() > askNotBefore) {
      postponeQuestion(tick, wait);
    }
  }

  /** Others are at work on it: nothing is done for a while. */
  void leaveToOthers(long tick, Duration wait) {
    leaveToOthersUntil = tick + wait.toNanos();
  }

  /** None of them is any more. */
  void othersHaveEnded() {
    leaveToOthersUntil = Long.MIN_VALUE;
  }

  /** How many nanoseconds there must be no attempt yet. */
  long renewalWait(long tick) {
    return wait(Math.max(renewNotBefore, leaveToOthersUntil), tick);
  }

  long questionWait(long tick) {
    return wait(Math.max(askNotBefore, leaveToOthersUntil), tick);
  }

  private static long wait(long until, long tick) {
    return until <= tick ? 0 : until - tick;
  }

  /** There is another certificate to be asked about. */
  void forgetQuestion() {
    askNotBefore = Long.MIN_VALUE;
  }

  void wish(Wish wish) {
    wishes.add(wish);
  }

  void wishPatiently(Wish wish) {
    patient.add(wish);
  }

  boolean isWished() {
    return !wishes.isEmpty();
  }

  boolean isWaitedFor() {
    return !wishes.isEmpty() || !patient.isEmpty();
  }

  List<Wish> takeWishes() {
    List<Wish> taken = wishes;
    taken.addAll(patient);
    wishes = new ArrayList<>(0);
    patient = new ArrayList<>(0);
    return taken;
  }

  @Override
  public String toString() {
    return "Entry[" + name() + "]";
  }
}
