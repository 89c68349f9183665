package dev.acmesdk.preflight;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Compares this machine's time with the CA's. A wrong clock spoils no nonce, as some say; it spoils
 * what is reckoned with dates: certificates of servers, when to renew, what a log says.
 */
final class ClockCheck implements PreflightCheck {
  private static final Duration NOTICEABLE = Duration.ofSeconds(60);
  private static final Duration DANGEROUS = Duration.ofHours(1);
  private static final String SYNC = "timedatectl set-ntp true";
  private static final String LOOK = "timedatectl show --property=NTPSynchronized --value";

  private final Machine machine;

  ClockCheck(Machine machine) {
    this.machine = machine;
  }

  @Override
  public List<Finding> examine(PlannedIssuance planned) throws InterruptedException {
    Optional<Duration> ahead = planned.client().clockOffset();
    if (ahead.isEmpty()) {
      return List.of(); // The CA has not been reached, or does not tell the time.
    }
    Duration difference = ahead.get();
    Severity severity = severity(difference.abs());
    if (severity == Severity.OK) {
      return List.of(agreed());
    }
    return List.of(
        Finding.of(
                Topic.CLOCK,
                severity,
                "This machine's clock is %s %s the CA's. That can make certificates of servers look invalid, and moves the time of renewal."
                    .formatted(
                        Durations.text(difference.abs()),
                        difference.isNegative() ? "ahead of" : "behind"))
            .remedy("Let it be set from the network.", SYNC));
  }

  private static Severity severity(Duration difference) {
    if (difference.compareTo(DANGEROUS) > 0) {
      return Severity.ERROR;
    }
    return difference.compareTo(NOTICEABLE) > 0 ? Severity.WARNING : Severity.OK;
  }

  private Finding agreed() throws InterruptedException {
    String right = "This machine's clock agrees with the CA's";
    boolean drifts = machine.output(LOOK).map(String::strip).filter("no"::equals).isPresent();
    return drifts
        ? Finding.of(Topic.CLOCK, Severity.HINT, right + ", but nothing keeps it right.")
            .remedy("Let it be set from the network.", SYNC)
        : Finding.of(Topic.CLOCK, Severity.OK, right + ".");
  }
}
