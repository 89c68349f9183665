package dev.acmesdk.manager;

import dev.acmesdk.client.RenewalAnswer;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.CancelledException;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.RenewalInfo;
import dev.acmesdk.renewal.CertificateFacts;
import dev.acmesdk.renewal.RenewalSchedule;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.RenewalState;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks the CA when to renew (RFC 9773). That there is no answer never stands in the way of a
 * renewal.
 */
final class Question {
  /** A CA that has no renewal information may have it some day. */
  private static final Duration NEVER_SAYS = Duration.ofDays(1);

  private static final Duration AFTER_FAILURE = Duration.ofHours(1);

  /** Section 4.3.2 wants a limit, whatever the CA says. */
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private final Time time;
  private final Look look;
  private final Events events;

  Question(Time time, Look look, Events events) {
    this.time = time;
    this.look = look;
    this.events = events;
  }

  /** Asks as the holder of the lineage's lease, so that one of all programs does. */
  void ask(Entry entry, Lease lease) {
    CertificateFacts facts = entry.known.facts();
    CertificateId id = facts == null ? null : facts.id();
    Optional<CaRoute> route = facts == null ? Optional.empty() : entry.routeOf(facts.directory());
    if (facts == null || id == null || route.isEmpty()) {
      return;
    }
    Optional<RenewalAnswer> answer;
    try {
      answer = route.get().ask(id);
    } catch (CancelledException e) {
      throw e;
    } catch (AcmeException e) {
      unanswered(entry, e, AFTER_FAILURE);
      return;
    }
    if (answer.isEmpty()) {
      entry.postponeQuestion(time.tick(), NEVER_SAYS);
    } else if (answer.get() instanceof RenewalAnswer.Suggested suggested) {
      takeNote(entry, lease, facts, suggested.info());
    } else if (answer.get() instanceof RenewalAnswer.Unavailable unavailable) {
      unanswered(
          entry, unavailable.cause(), Duration.between(time.now(), unavailable.askAgainAt()));
    }
  }

  private void takeNote(Entry entry, Lease lease, CertificateFacts facts, RenewalInfo info) {
    entry.postponeQuestion(time.tick(), SHORTEST);
    RenewalState before = entry.known.state();
    RenewalState state = before.withInfo(info);
    entry.known = entry.known.withState(state);
    entry.memory.write(lease, state);
    boolean isSame =
        RenewalSchedule.infoOn(facts, before)
            .filter(old -> old.start().equals(info.start()) && old.end().equals(info.end()))
            .isPresent();
    if (!isSame) {
      events.tell(new RenewalEvent.WindowMoved(entry.name(), info, look.nextRenewal(entry)));
    }
  }

  private void unanswered(Entry entry, AcmeException cause, Duration wait) {
    entry.postponeQuestion(time.tick(), wait);
    events.tell(new RenewalEvent.WindowUnknown(entry.name(), cause, time.now().plus(wait)));
  }
}
