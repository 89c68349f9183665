package dev.acmesdk.preflight;

import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.CancelledException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks of which each needs what the one before has found out.
 *
 * @param topic what they are about should one fail
 * @param leavesTraces whether there is something to tidy up while they run
 * @param checks one or more, in their order
 */
record Step(Topic topic, boolean leavesTraces, List<PreflightCheck> checks) {

  static Step of(Topic topic, PreflightCheck... checks) {
    return new Step(topic, false, List.of(checks));
  }

  /** The same where something is opened or written for the time of the checks. */
  Step leavingTraces() {
    return new Step(topic, true, checks);
  }

  List<Finding> examine(PlannedIssuance planned) {
    List<Finding> findings = new ArrayList<>();
    for (PreflightCheck check : checks) {
      findings.addAll(examine(check, planned));
    }
    return findings;
  }

  private List<Finding> examine(PreflightCheck check, PlannedIssuance planned) {
    try {
      return check.examine(planned);
    } catch (CancelledException e) {
      throw e;
    } catch (AcmeException e) {
      return List.of(Failures.finding(topic, e));
    } catch (IOException e) {
      return List.of(
          Finding.of(topic, Severity.HINT, "It could not be looked at: " + e.getMessage()));
    } catch (InterruptedException e) {
      throw new CancelledException("the preflight checks", e);
    }
  }

  /** What there is to say if it takes too long. */
  Finding unknown(Duration limit) {
    return Finding.of(
        topic,
        Severity.HINT,
        "It is not known how this is: it could not be looked at within %s."
            .formatted(Durations.text(limit)));
  }
}
