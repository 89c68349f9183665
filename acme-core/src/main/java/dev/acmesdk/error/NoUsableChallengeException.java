package dev.acmesdk.error;

import dev.acmesdk.protocol.Identifier;
import java.util.List;

/** The CA offers no challenge for an identifier that one of the solvers at hand could solve. */
public final class NoUsableChallengeException extends AcmeException {
  private static final long serialVersionUID = 1;

  private final Identifier identifier;
  private final String[] offered;

  /**
   * Makes the exception.
   *
   * @param identifier the identifier, with wildcard label if it has one
   * @param offered the types that the CA offers
   * @param solvable the types that the solvers at hand solve
   */
  public NoUsableChallengeException(
      Identifier identifier, List<String> offered, List<String> solvable) {
    super(
        "The CA offers %s to prove control of %s, but the solvers at hand solve %s."
            .formatted(list(offered), identifier, list(solvable)),
        "Add a solver for one of the types on offer.",
        null);
    this.identifier = identifier;
    this.offered = offered.toArray(String[]::new);
  }

  private static String list(List<String> types) {
    return types.isEmpty() ? "no challenge" : String.join(", ", types);
  }

  @Override
  public List<Identifier> identifiers() {
    return List.of(identifier);
  }

  /**
   * What the CA offers.
   *
   * @return challenge types
   */
  public List<String> offered() {
    return List.of(offered);
  }
}
