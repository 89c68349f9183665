package dev.acmesdk.error;

import dev.acmesdk.protocol.Directory;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Problem;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The CA looked for the challenge responses and did not find what it should. */
public final class ValidationFailedException extends AcmeException {
  private static final long serialVersionUID = 1;

  private static final int MAX_DESCRIBED = 5;

  private final LinkedHashMap<Identifier, Problem> problems;
  private final LinkedHashMap<Identifier, Diagnosis> diagnoses;
  private final URI order;

  /**
   * Makes the exception.
   *
   * @param problems what the CA saw, by identifier as ordered
   * @param order the URL of the order that has failed
   */
  public ValidationFailedException(Map<Identifier, Problem> problems, URI order) {
    this(problems, order, null);
  }

  /**
   * Makes the exception, with a remedy that names what the CA offers.
   *
   * @param problems what the CA saw, by identifier as ordered
   * @param order the URL of the order that has failed
   * @param ca what its directory says of CAA records, if that is known
   */
  public ValidationFailedException(
      Map<Identifier, Problem> problems, URI order, Directory.@Nullable Meta ca) {
    this(problems, NamedDiagnoses.ofValidation(problems, ca), order);
  }

  private ValidationFailedException(
      Map<Identifier, Problem> problems, Map<Identifier, Diagnosis> diagnoses, URI order) {
    super(
        "The CA could not validate " + describe(problems) + ".",
        NamedDiagnoses.advice(diagnoses),
        null);
    this.problems = new LinkedHashMap<>(problems);
    this.diagnoses = new LinkedHashMap<>(diagnoses);
    this.order = order;
  }

  private static String describe(Map<Identifier, Problem> problems) {
    String some =
        problems.entrySet().stream()
            .limit(MAX_DESCRIBED)
            .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
            .collect(Collectors.joining(", "));
    int more = problems.size() - MAX_DESCRIBED;
    return more > 0 ? some + " and " + more + " more" : some;
  }

  /**
   * What the CA saw for each identifier that failed.
   *
   * @return problem by identifier, in the order in which they were given
   */
  public Map<Identifier, Problem> problems() {
    return Collections.unmodifiableMap(problems);
  }

  /**
   * Why each identifier failed, and what to do about it.
   *
   * @return diagnosis by identifier, in the order in which they were given
   */
  public Map<Identifier, Diagnosis> diagnoses() {
    return Collections.unmodifiableMap(diagnoses);
  }

  /**
   * The order that has failed; a new attempt needs a new one.
   *
   * @return its URL
   */
  public URI order() {
    return order;
  }

  @Override
  public List<Identifier> identifiers() {
    return List.copyOf(problems.keySet());
  }

  @Override
  public Optional<Problem> problem() {
    return problems.values().stream().findFirst();
  }
}
