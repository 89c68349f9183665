package dev.acmesdk.cli.output;

import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.Diagnosis;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.ValidationFailedException;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A failure as people and programs want to read it: for each name what the CA saw, what that means,
 * what to do, and when to try again.
 */
public final class Failure {
  private final AcmeException exception;

  /**
   * What is to be told.
   *
   * @param exception what went wrong
   */
  public Failure(AcmeException exception) {
    this.exception = exception;
  }

  /**
   * For people.
   *
   * @return lines, the first of which is a summary
   */
  public String text() {
    Map<Identifier, Diagnosis> diagnoses = diagnoses();
    if (diagnoses.isEmpty()) {
      return whole();
    }
    StringBuilder text = new StringBuilder(headline());
    diagnoses.forEach(
        (name, diagnosis) -> {
          text.append("\n\n  ").append(name).append('\n');
          problem(name).ifPresent(problem -> line(text, "The CA says: ", problem.toString()));
          line(text, "This means:  ", diagnosis.cause());
          line(text, "What to do:  ", Flags.inWordsOfTheCommand(diagnosis.remedy()));
          line(text, "Kind:        ", diagnosis.kind().id());
          text.append("    More:        ").append(diagnosis.kind().address());
        });
    return text.append("\n\n").append(whenToRetry()).toString();
  }

  private static void line(StringBuilder text, String label, String value) {
    text.append("    ").append(label).append(value).append('\n');
  }

  private String headline() {
    return exception instanceof ValidationFailedException
        ? "The CA could not validate that you control: " + names()
        : "The CA refused: " + names();
  }

  private String names() {
    return String.join(", ", Described.values(diagnoses().keySet()));
  }

  private String whole() {
    List<String> lines = new ArrayList<>();
    if (exception instanceof InvalidRequestException invalid) {
      invalid.findings().forEach(finding -> lines.add(Flags.inWordsOfTheCommand(finding)));
      return String.join("\n", lines);
    }
    String message = String.valueOf(exception.getMessage());
    String remedy = exception.remedy();
    String what =
        message.endsWith(remedy)
            ? message.substring(0, message.length() - remedy.length()).strip()
            : message;
    lines.add(what);
    if (!remedy.isBlank()) {
      lines.add("What to do: " + Flags.inWordsOfTheCommand(remedy));
    }
    lines.add(whenToRetry());
    return String.join("\n", lines);
  }

  private String whenToRetry() {
    return exception
        .retryAt()
        .map(at -> "Try again:  not before " + at + ".")
        .orElse(
            exception.isRetryable()
                ? "Try again:  it may succeed without any change."
                : "Try again:  as soon as that is done"
                    + (exception instanceof ValidationFailedException
                        ? "; until you know it is, with --dry-run, which costs nothing of the CA's limits."
                        : "."));
  }

  private Map<Identifier, Diagnosis> diagnoses() {
    if (exception instanceof ValidationFailedException failed) {
      return failed.diagnoses();
    }
    return exception instanceof RejectedException rejected ? rejected.rejections() : Map.of();
  }

  private Optional<Problem> problem(Identifier name) {
    return exception instanceof ValidationFailedException failed
        ? Optional.ofNullable(failed.problems().get(name))
        : exception.problem().filter(problem -> diagnoses().size() == 1);
  }

  /**
   * For programs.
   *
   * @return the member {@code error} of the report
   */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("kind", kind());
    members.put("message", String.valueOf(exception.getMessage()));
    members.put("remedy", Flags.inWordsOfTheCommand(exception.remedy()));
    members.put("retryable", exception.isRetryable());
    exception.retryAt().ifPresent(at -> members.put("retryAt", at.toString()));
    List<Object> names = new ArrayList<>();
    diagnoses().forEach((name, diagnosis) -> names.add(members(name, diagnosis)));
    if (!names.isEmpty()) {
      members.put("identifiers", names);
    }
    exception.problem().ifPresent(problem -> members.put("problem", members(problem)));
    return members;
  }

  private String kind() {
    String simple = exception.getClass().getSimpleName();
    return simple.substring(0, simple.length() - "Exception".length());
  }

  private Map<String, Object> members(Identifier name, Diagnosis diagnosis) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("identifier", name.value());
    members.put("diagnosis", diagnosis.kind().id());
    members.put("more", diagnosis.kind().address().toString());
    members.put("cause", diagnosis.cause());
    members.put("remedy", Flags.inWordsOfTheCommand(diagnosis.remedy()));
    problem(name).ifPresent(problem -> members.put("problem", members(problem)));
    return members;
  }

  private static Map<String, Object> members(Problem problem) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", String.valueOf(problem.type()));
    members.put("status", problem.status());
    members.put("detail", String.valueOf(problem.detail()));
    return members;
  }
}
