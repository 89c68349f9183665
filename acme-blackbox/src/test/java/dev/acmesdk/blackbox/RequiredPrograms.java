package dev.acmesdk.blackbox;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The condition behind {@link RequiresProgram}, and the search for programs. */
final class RequiredPrograms implements ExecutionCondition {
  /** An environment variable; as a configuration parameter of JUnit it goes first. */
  static final String REQUIRE_TOOLS = "ACME_SDK_REQUIRE_TOOLS";

  private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    List<String> missing =
        AnnotationSupport.findRepeatableAnnotations(context.getElement(), RequiresProgram.class)
            .stream()
            .flatMap(RequiredPrograms::missing)
            .toList();
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("All programs are installed");
    }
    String reason = String.join(" ", missing);
    if (areRequired(context)) {
      throw new IllegalStateException(reason + " " + REQUIRE_TOOLS + " forbids to go on without.");
    }
    if (SAID.add(reason)) {
      System.out.println(reason); // Maven counts what was left out, but does not say why.
    }
    return ConditionEvaluationResult.disabled(reason);
  }

  /**
   * Looks a program up as a shell would, and where servers are that only root has on the path.
   *
   * @param program the program's name
   * @return where it is, if it is installed
   */
  static Optional<Path> find(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(Arrays.stream(path.split(File.pathSeparator)), Stream.of("/usr/sbin"))
        .map(directory -> Path.of(directory, program))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  private static Stream<String> missing(RequiresProgram required) {
    return Arrays.stream(required.value())
        .filter(program -> find(program).isEmpty())
        .findFirst()
        .map(
            program ->
                "%s is not installed: there is no program \"%s\" on the PATH; .ci/run shows how to get it."
                    .formatted(
                        required.product().isEmpty() ? program : required.product(), program))
        .stream();
  }

  private static boolean areRequired(ExtensionContext context) {
    return Boolean.parseBoolean(
        context
            .getConfigurationParameter(REQUIRE_TOOLS)
            .orElseGet(() -> System.getenv().getOrDefault(REQUIRE_TOOLS, "false")));
  }
}
