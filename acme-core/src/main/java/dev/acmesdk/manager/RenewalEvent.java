package dev.acmesdk.manager;

import dev.acmesdk.error.AcmeException;
import dev.acmesdk.hook.HookReport;
import dev.acmesdk.protocol.RenewalInfo;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change in the life of a managed lineage. Where something is to happen next, the event tells
 * when. Each one's {@code toString} is a line for humans; none has a secret.
 */
public sealed interface RenewalEvent {

  /**
   * Which lineage it is about.
   *
   * @return its name; empty if it is about the manager as a whole
   */
  String lineage();

  /**
   * Whether somebody should have a look.
   *
   * @return {@code true} for failures
   */
  default boolean isTrouble() {
    return false;
  }

  /**
   * A lineage is looked after from now on.
   *
   * @param lineage its name
   * @param notAfter the end of its current certificate, {@code null} if there is none that can be
   *     used
   * @param next when it will be renewed
   */
  record Watched(String lineage, @Nullable Instant notAfter, Instant next) implements RenewalEvent {
    @Override
    public String toString() {
      return "%s is looked after: %s, next renewal at %s"
          .formatted(
              lineage, notAfter == null ? "no certificate yet" : "valid until " + notAfter, next);
    }
  }

  /**
   * An attempt begins.
   *
   * @param lineage its name
   * @param attempt the number of the attempt since the last success, from 1
   */
  record Started(String lineage, int attempt) implements RenewalEvent {
    @Override
    public String toString() {
      return "Renewing %s, attempt %d".formatted(lineage, attempt);
    }
  }

  /**
   * A rehearsal at the CA's twin for practice has succeeded.
   *
   * @param lineage its name
   * @param directory the CA that it was a rehearsal for
   */
  record Rehearsed(String lineage, URI directory) implements RenewalEvent {
    @Override
    public String toString() {
      return "A rehearsal for %s has succeeded, so %s is asked again".formatted(lineage, directory);
    }
  }

  /**
   * A rehearsal was not possible, for a reason that the CA itself has nothing to do with.
   *
   * @param lineage its name
   * @param directory the CA that it was to be a rehearsal for
   * @param cause why
   */
  record RehearsalImpossible(String lineage, URI directory, AcmeException cause)
      implements RenewalEvent {
    @Override
    public String toString() {
      return "No rehearsal for %s, so %s is asked at once: %s"
          .formatted(lineage, directory, cause.getMessage());
    }
  }

  /**
   * A CA did not give a certificate, but there are others to ask.
   *
   * @param lineage its name
   * @param directory the CA
   * @param cause why
   */
  record RouteFailed(String lineage, URI directory, AcmeException cause) implements RenewalEvent {
    @Override
    public boolean isTrouble() {
      return true;
    }

    @Override
    public String toString() {
      return "%s gave no certificate for %s, going on with the next CA: %s"
          .formatted(directory, lineage, cause.getMessage());
    }
  }

  /**
   * There is a new version, which this program has obtained.
   *
   * @param lineage its name
   * @param version the number of the version
   * @param directory the CA that issued it, {@code null} if that is not known
   * @param notAfter the end of its validity
   * @param next when it will be renewed
   */
  record Renewed(
      String lineage, int version, @Nullable URI directory, Instant notAfter, Instant next)
      implements RenewalEvent {
    @Override
    public String toString() {
      return "%s has version %d, valid until %s, next renewal at %s"
          .formatted(lineage, version, notAfter, next);
    }
  }

  /**
   * There is a new version, which somebody else has obtained.
   *
   * @param lineage its name
   * @param version the number of the version
   * @param notAfter the end of its validity
   * @param next when it will be renewed
   */
  record Adopted(String lineage, int version, Instant notAfter, Instant next)
      implements RenewalEvent {
    @Override
    public String toString() {
      return "%s has version %d from elsewhere, valid until %s, next renewal at %s"
          .formatted(lineage, version, notAfter, next);
    }
  }

  /**
   * An attempt has failed.
   *
   * @param lineage its name
   * @param cause why
   * @param failures how many have failed in a row
   * @param notAfter the end of the current certificate, {@code null} if there is none
   * @param next when the next attempt will be made
   */
  record Failed(
      String lineage, AcmeException cause, int failures, @Nullable Instant notAfter, Instant next)
      implements RenewalEvent {
    @Override
    public boolean isTrouble() {
      return true;
    }

    @Override
    public String toString() {
      return "Renewal of %s has failed (%d in a row), next attempt at %s: %s"
          .formatted(lineage, failures, next, cause.getMessage());
    }
  }

  /**
   * No CA will be asked again before a human has acted: every one has paused or ended its account.
   *
   * @param lineage its name
   * @param cause what the last CA said
   * @param notAfter the end of the current certificate, {@code null} if there is none
   */
  record GaveUp(String lineage, AcmeException cause, @Nullable Instant notAfter)
      implements RenewalEvent {
    @Override
    public boolean isTrouble() {
      return true;
    }

    @Override
    public String toString() {
      return "%s is NOT renewed any more%s until somebody acts and calls refresh(): %s"
          .formatted(
              lineage,
              notAfter == null ? "" : ", although it ends at " + notAfter,
              cause.getMessage());
    }
  }

  /**
   * The CA suggests another window for the renewal.
   *
   * @param lineage its name
   * @param info the window, perhaps with an explanation
   * @param next when it will be renewed
   */
  record WindowMoved(String lineage, RenewalInfo info, Instant next) implements RenewalEvent {
    @Override
    public String toString() {
      return "The CA suggests to renew %s from %s to %s%s, it will be at %s"
          .formatted(
              lineage,
              info.start(),
              info.end(),
              info.explanation().map(url -> " (see " + url + ")").orElse(""),
              next);
    }
  }

  /**
   * The CA did not tell when to renew.
   *
   * @param lineage its name
   * @param cause why
   * @param askAgainAt when it is asked again
   */
  record WindowUnknown(String lineage, AcmeException cause, Instant askAgainAt)
      implements RenewalEvent {
    @Override
    public String toString() {
      return "The CA does not tell when to renew %s, it is asked again at %s: %s"
          .formatted(lineage, askAgainAt, cause.getMessage());
    }
  }

  /**
   * The current certificate has ended and there is no other.
   *
   * @param lineage its name
   * @param notAfter when it ended
   * @param next when the next attempt will be made
   */
  record Expired(String lineage, Instant notAfter, Instant next) implements RenewalEvent {
    @Override
    public boolean isTrouble() {
      return true;
    }

    @Override
    public String toString() {
      return "%s HAS EXPIRED at %s, next attempt at %s".formatted(lineage, notAfter, next);
    }
  }

  /**
   * The store cannot be read or written.
   *
   * @param lineage its name
   * @param cause why
   * @param next when it is tried again
   */
  record StoreFailed(String lineage, AcmeException cause, Instant next) implements RenewalEvent {
    @Override
    public boolean isTrouble() {
      return true;
    }

    @Override
    public String toString() {
      return "The store fails for %s, tried again at %s: %s"
          .formatted(lineage, next, cause.getMessage());
    }
  }

  /**
   * A hook has not done what it should. The renewal goes on all the same.
   *
   * @param report which hook, and what went wrong
   */
  record HookFailed(HookReport report) implements RenewalEvent {
    @Override
    public String lineage() {
      return report.lineage() == null ? "" : report.lineage();
    }

    @Override
    public boolean isTrouble() {
      return true;
    }

    @Override
    public String toString() {
      return report.toString();
    }
  }

  /**
   * The clock was set. Everything is planned anew.
   *
   * @param by how far it has moved, besides the time that has passed
   */
  record ClockSet(Duration by) implements RenewalEvent {
    @Override
    public String lineage() {
      return "";
    }

    @Override
    public String toString() {
      return "The clock was set by " + by;
    }
  }

  /**
   * A lineage is not looked after any more.
   *
   * @param lineage its name
   */
  record Unwatched(String lineage) implements RenewalEvent {
    @Override
    public String toString() {
      return lineage + " is not looked after any more";
    }
  }
}
