package dev.acmesdk.cli.work;

import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.RateLimitedException;
import dev.acmesdk.renewal.RenewalSchedule;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.store.LeaseKeeper;
import dev.acmesdk.store.LineageSummary;
import dev.acmesdk.store.RenewalState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renewals that have failed, as they are remembered in the store: programs that renew in the
 * background heed them as well, and theirs are heeded here.
 */
public final class Setbacks {
  private static final Logger LOG = LoggerFactory.getLogger(Setbacks.class);

  /**
   * A daily timer is to try every day, whatever its delay: only more frequent ones are held back.
   */
  private static final Duration LONGEST = Duration.ofHours(12);

  private final CertbotDirectory store;
  private final Instant now;

  /**
   * The failures in the store of a run.
   *
   * @param session the run
   */
  public Setbacks(Session session) {
    this.store = session.store();
    this.now = session.terminal().clock().instant();
  }

  /**
   * A renewal that is not to be tried now.
   *
   * @param until before when it is not
   * @param failures how many attempts have failed in a row
   * @param problem why the last one has
   */
  public record Postponed(Instant until, int failures, String problem) {
    /** In words, with what to do. */
    @Override
    public String toString() {
      String when = until.equals(Instant.MAX) ? "until somebody has acted" : "before " + until;
      return "It is not tried again %s: %d attempt(s) in a row have failed, the last one for this reason: %s --force-renewal tries at once."
          .formatted(when, failures, problem);
    }
  }

  /**
   * Whether it is too early for another attempt.
   *
   * @param current the lineage
   * @return empty if it may be tried
   */
  public Optional<Postponed> of(LineageSummary current) {
    RenewalState state = store.findRenewalState(current.name());
    Instant until = RenewalSchedule.retryAt(state, now);
    if (current.directory() != null) {
      Instant closed = RenewalSchedule.closedUntil(current.directory(), state, now);
      until = closed.isAfter(until) ? closed : until;
    }
    String problem = state.problem() == null ? "it is not known." : state.problem();
    return until.isAfter(now)
        ? Optional.of(new Postponed(until, state.failures(), problem))
        : Optional.empty();
  }

  /**
   * Remembers that an attempt has failed.
   *
   * @param current the lineage
   * @param failure why
   */
  public void remember(LineageSummary current, AcmeException failure) {
    try {
      LeaseKeeper.tryAcquire(store, current.name(), Duration.ofMinutes(1))
          .ifPresent(
              keeper -> {
                try (keeper) {
                  RenewalState state = store.findRenewalState(current.name());
                  store.saveRenewalState(keeper.lease(), after(state, current, failure));
                }
              });
    } catch (AcmeException e) {
      LOG.info("The failure of {} cannot be remembered: {}", current.name(), e.getMessage());
    }
  }

  private RenewalState after(RenewalState state, LineageSummary current, AcmeException failure) {
    int failures = state.failures() + 1;
    Instant notAfter = current.leaf().getNotAfter().toInstant();
    Instant own =
        RenewalSchedule.afterFailure(failures, now, notAfter, ThreadLocalRandom.current());
    Instant latest = now.plus(LONGEST);
    Instant next = own.isAfter(latest) ? latest : own;
    Instant said = failure.retryAt().orElse(next);
    String problem = String.valueOf(failure.getMessage());
    RenewalState failed = state.failed(now, problem, said.isAfter(next) ? said : next);
    return failure instanceof RateLimitedException && current.directory() != null
        ? failed.closing(current.directory(), failure.retryAt().orElse(null))
        : failed;
  }
}
