package dev.acmesdk.solver;

import dev.acmesdk.protocol.Identifier;
import java.io.IOException;
import java.util.List;

/**
 * The ability to find out, before an order is spent, whether responses can be put in place at all:
 * a port is opened, a directory is tried.
 */
@FunctionalInterface
public interface Preflight {

  /**
   * Checks and reserves what responses will need. It is called once per issuance, before the order
   * is placed.
   *
   * @param identifiers those of the order that this solver will probably be asked to prove: what
   *     none that was given before it can do. There may be none, and the CA may offer something
   *     else
   * @return what to close when the issuance has ended, however it ended
   * @throws IOException if responses cannot be put in place; an {@code AcmeException} that says
   *     more is better
   */
  Reservation reserve(List<Identifier> identifiers) throws IOException;

  /** What a solver holds for the time of an issuance. */
  @FunctionalInterface
  interface Reservation extends AutoCloseable {
    /** Gives it back. It MUST NOT fail and SHOULD return within a second. */
    @Override
    void close();
  }
}
