package dev.acmesdk.error;

import dev.acmesdk.protocol.Directory;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Problem;
import dev.acmesdk.protocol.ProblemType;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The CA refused a request and said why. */
public final class RejectedException extends AcmeException {
  private static final long serialVersionUID = 1;

  private final Problem problem;
  private final @Nullable Instant retryAt;
  private final Diagnosis diagnosis;
  private final LinkedHashMap<Identifier, Diagnosis> rejections;

  /**
   * Makes the exception.
   *
   * @param action what was to be done, as in "to place the order"
   * @param problem what the CA said
   * @param retryAt when the CA wants to be asked again, if it told
   */
  public RejectedException(String action, Problem problem, @Nullable Instant retryAt) {
    this(action, problem, retryAt, null);
  }

  /**
   * Makes the exception, with a remedy that names what the CA offers.
   *
   * @param action what was to be done, as in "to place the order"
   * @param problem what the CA said
   * @param retryAt when the CA wants to be asked again, if it told
   * @param ca what its directory says of profiles and CAA records, if that is known
   */
  public RejectedException(
      String action, Problem problem, @Nullable Instant retryAt, Directory.@Nullable Meta ca) {
    this(
        action,
        problem,
        null,
        retryAt,
        Diagnoses.ofWhole(problem, ca),
        NamedDiagnoses.ofRefusal(problem, ca));
  }

  /**
   * Makes the exception of a refusal of which more is known than what the CA said.
   *
   * @param action what was to be done, as in "to place the order"
   * @param problem what the CA said
   * @param remedy what to do about it, one or more sentences
   * @param retryAt when the CA wants to be asked again, if it told
   */
  public RejectedException(
      String action, Problem problem, String remedy, @Nullable Instant retryAt) {
    this(
        action,
        problem,
        remedy,
        retryAt,
        Diagnoses.ofWhole(problem, null),
        NamedDiagnoses.ofRefusal(problem, null));
  }

  private RejectedException(
      String action,
      Problem problem,
      @Nullable String remedy,
      @Nullable Instant retryAt,
      Diagnosis diagnosis,
      Map<Identifier, Diagnosis> rejections) {
    super(
        sentence("The CA refused %s: %s".formatted(action, problem)),
        remedy == null ? advice(diagnosis, rejections) : remedy,
        null);
    this.problem = problem;
    this.retryAt = diagnosis.kind().isTerminal() ? null : retryAt;
    this.diagnosis = diagnosis;
    this.rejections = new LinkedHashMap<>(rejections);
  }

  private static String advice(Diagnosis diagnosis, Map<Identifier, Diagnosis> rejections) {
    return diagnosis.kind() == DiagnosisKind.SEVERAL_PROBLEMS && !rejections.isEmpty()
        ? NamedDiagnoses.advice(rejections)
        : diagnosis.advice();
  }

  /**
   * Why the CA refused, and what to do about it.
   *
   * @return the diagnosis; if several names have different problems, it is {@code
   *     SEVERAL_PROBLEMS}, and {@link #rejections} has theirs
   */
  public Diagnosis diagnosis() {
    return diagnosis;
  }

  /**
   * Why the CA refused each of the names that it found fault with (RFC 8555 section 6.7.1).
   *
   * @return diagnosis by identifier as the CA writes it, in the CA's order; empty if it named none
   */
  public Map<Identifier, Diagnosis> rejections() {
    return Collections.unmodifiableMap(rejections);
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
    List<Identifier> subjects = subjects(problem);
    return subjects.isEmpty() ? List.copyOf(rejections.keySet()) : subjects;
  }

  @Override
  public Optional<Problem> problem() {
    return Optional.of(problem);
  }

  /**
   * Whether the CA has trouble of its own, lost track of the nonces, or tells when to try again;
   * never if the account is deactivated, revoked or paused.
   *
   * @return {@code true} for those
   */
  @Override
  public boolean isRetryable() {
    return !diagnosis.kind().isTerminal()
        && (retryAt != null
            || problem.status() >= 500
            || kind() == ProblemType.SERVER_INTERNAL
            || kind() == ProblemType.BAD_NONCE);
  }

  @Override
  public Optional<Instant> retryAt() {
    return Optional.ofNullable(retryAt);
  }
}
