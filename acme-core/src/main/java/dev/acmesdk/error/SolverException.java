package dev.acmesdk.error;

import dev.acmesdk.protocol.Identifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A challenge solver could not put its response in place. The CA was not told to look. */
public final class SolverException extends AcmeException {
  private static final long serialVersionUID = 1;

  private final Identifier[] identifiers;

  /**
   * Makes the exception.
   *
   * @param failure what failed and why, a sentence
   * @param remedy what to do, a sentence
   * @param identifiers the identifiers whose challenge it was
   * @param cause what the solver threw, if it threw something
   */
  public SolverException(
      String failure, String remedy, List<Identifier> identifiers, @Nullable Throwable cause) {
    super(failure, remedy, cause);
    this.identifiers = identifiers.toArray(Identifier[]::new);
  }

  @Override
  public List<Identifier> identifiers() {
    return List.of(identifiers);
  }
}
