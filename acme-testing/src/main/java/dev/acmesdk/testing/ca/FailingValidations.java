package dev.acmesdk.testing.ca;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which names cannot be validated, whatever their servers answer. Safe for several threads. */
final class FailingValidations {
  private final Map<String, Problem> problems = new ConcurrentHashMap<>();

  void fail(String name, ProblemKind kind, String detail) {
    problems.put(name, Problem.of(kind, detail));
  }

  void pass(String name) {
    problems.remove(name);
  }

  Optional<Problem> problem(Identifier identifier) {
    return Optional.ofNullable(problems.get(identifier.value()));
  }

  void clear() {
    problems.clear();
  }
}
