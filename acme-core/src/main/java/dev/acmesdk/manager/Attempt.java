package dev.acmesdk.manager;

import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.LeaseLostException;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.hook.HookRounds;
import dev.acmesdk.hook.RoundMember;
import dev.acmesdk.renewal.RenewalSchedule;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.RenewalState;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * One attempt to renew a lineage, under its lease. That it begins is remembered as a failure before
 * anything is sent: so a program that dies in the middle of it again and again makes no more
 * attempts than one that lives.
 */
final class Attempt {
  static final String CUT_OFF = "The program ended in the middle of the attempt.";

  /** A disk that is full, say. */
  private static final Duration WHILE_STORE_FAILS = Duration.ofMinutes(10);

  private final Time time;
  private final RandomGenerator random;
  private final Look look;
  private final Routes routes;
  private final HookRounds hooks;
  private final Events events;

  Attempt(
      Time time,
      RandomGenerator random,
      Look look,
      Routes routes,
      HookRounds hooks,
      Events events) {
    this.time = time;
    this.random = random;
    this.look = look;
    this.routes = routes;
    this.hooks = hooks;
    this.events = events;
  }

  /** Tries it: the new version, or why there is none. */
  Lineage run(Entry entry, Lease lease, boolean forced) {
    RenewalState before = entry.known.state();
    events.tell(new RenewalEvent.Started(entry.name(), before.failures() + 1));
    begin(entry, lease, before);
    entry.mayGoOn = false;
    try (RoundMember round = join(entry, lease, before)) {
      Lineage renewed = renew(entry, lease, forced, before, round);
      round.deployed(renewed);
      return renewed;
    }
  }

  /**
   * What cannot be remembered is not begun: the disk is full, say. It is for those who come later:
   * for this program, what is under way has not failed.
   */
  private void begin(Entry entry, Lease lease, RenewalState before) {
    try {
      entry.memory.write(lease, failure(entry, before, CUT_OFF));
    } catch (StoreException e) {
      entry.postponeRenewal(time.tick(), WHILE_STORE_FAILS);
      events.tell(new RenewalEvent.StoreFailed(entry.name(), e, look.nextRenewal(entry)));
      throw e;
    }
  }

  /** This runs pre-hooks. */
  private RoundMember join(Entry entry, Lease lease, RenewalState before) {
    try {
      return hooks.join(entry.target.hooksNow());
    } catch (AcmeException e) {
      remember(entry, lease, before);
      throw e;
    }
  }

  private Lineage renew(
      Entry entry, Lease lease, boolean forced, RenewalState before, RoundMember round) {
    try {
      Lineage renewed = routes.renew(entry, lease, before.failures(), forced);
      succeeded(entry, lease, renewed);
      return renewed;
    } catch (CancelledException e) {
      remember(entry, lease, before);
      throw e;
    } catch (LeaseLostException e) {
      look.again(entry); // whoever has the lease now has perhaps got the certificate
      throw e;
    } catch (AcmeException e) {
      round.failed(entry.target.identifiers());
      failed(entry, lease, before, e);
      throw e;
    }
  }

  private RenewalState failure(Entry entry, RenewalState before, String problem) {
    Instant now = time.now();
    RenewalState known = entry.known.state();
    return new RenewalState(
            before.failures(), null, null, null, known.info(), known.renewedAt(), known.closed())
        .failed(
            now,
            problem,
            RenewalSchedule.afterFailure(
                before.failures() + 1, now, entry.known.notAfter(), random));
  }

  private static void remember(Entry entry, Lease lease, RenewalState state) {
    entry.known = entry.known.withState(state);
    entry.memory.write(lease, state);
  }

  private void succeeded(Entry entry, Lease lease, Lineage renewed) {
    RenewalState state = entry.known.state().renewed(time.now());
    entry.memory.write(lease, state);
    look.renewed(entry, renewed, state);
    events.tell(
        new RenewalEvent.Renewed(
            entry.name(),
            renewed.version(),
            renewed.directory(),
            renewed.notAfter(),
            look.nextRenewal(entry)));
  }

  private void failed(Entry entry, Lease lease, RenewalState before, AcmeException cause) {
    String problem = String.valueOf(cause.getMessage());
    try {
      remember(entry, lease, failure(entry, before, problem));
    } catch (StoreException e) {
      cause.addSuppressed(e);
    }
    Instant next = look.nextRenewal(entry);
    events.tell(
        next.equals(Instant.MAX)
            ? new RenewalEvent.GaveUp(entry.name(), cause, entry.known.notAfter())
            : new RenewalEvent.Failed(
                entry.name(), cause, entry.known.state().failures(), entry.known.notAfter(), next));
  }
}
