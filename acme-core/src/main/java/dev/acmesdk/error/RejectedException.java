package dev.acmesdk.error;

import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Problem;
import dev.acmesdk.protocol.ProblemType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The CA refused a request and said why. */
public final class RejectedException extends AcmeException {
  private static final long serialVersionUID = 1;

  private final Problem problem;
  private final @Nullable Instant retryAt;

  /**
   * Makes the exception.
   *
   * @param action what was to be done, as in "to place the order"
   * @param problem what the CA said
   * @param retryAt when the CA wants to be asked again, if it told
   */
  public RejectedException(String action, Problem problem, @Nullable Instant retryAt) {
    this(action, problem, Remedies.forRejection(problem), retryAt);
  }

  /**
   * Makes the exception of a refusal of which more is known than the problem's kind.
   *
   * @param action what was to be done, as in "to place the order"
   * @param problem what the CA said
   * @param remedy what to do about it, one or more sentences
   * @param retryAt when the CA wants to be asked again, if it told
   */
  public RejectedException(
      String action, Problem problem, String remedy, @Nullable Instant retryAt) {
    super(sentence("The CA refused %s: %s".formatted(action, problem)), remedy, null);
    this.problem = problem;
    this.retryAt = retryAt;
  }

  /**
   * The kind of the CA's problem.
   *
   * @return its kind
   */
  public ProblemType kind() {
    return problem.kind();
  }

  @Override
  public List<Identifier> identifiers() {
    return subjects(problem);
  }

  @Override
  public Optional<Problem> problem() {
    return Optional.of(problem);
  }

  /**
   * Whether the CA has trouble of its own, lost track of the nonces, or tells when to try again.
   *
   * @return {@code true} for those
   */
  @Override
  public boolean isRetryable() {
    return retryAt != null
        || problem.status() >= 500
        || kind() == ProblemType.SERVER_INTERNAL
        || kind() == ProblemType.BAD_NONCE;
  }

  @Override
  public Optional<Instant> retryAt() {
    return Optional.ofNullable(retryAt);
  }
}
