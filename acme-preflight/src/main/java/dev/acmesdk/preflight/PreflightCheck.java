package dev.acmesdk.preflight;

import java.io.IOException;
import java.util.List;

/**
 * The plug point for one's own checks: looks at one thing that an order needs.
 *
 * <p>Implementations MUST change nothing that outlasts the check, and spend no order. They MUST be
 * thread-safe if checklists are shared.
 */
@FunctionalInterface
public interface PreflightCheck {

  /**
   * Looks.
   *
   * @param planned what is going to be ordered
   * @return what was found, good things too; none if the check does not apply
   * @throws IOException if it could not be found out; that becomes a hint
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  List<Finding> examine(PlannedIssuance planned) throws IOException, InterruptedException;
}
