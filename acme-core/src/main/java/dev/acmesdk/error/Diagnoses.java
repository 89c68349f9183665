package dev.acmesdk.error;

import dev.acmesdk.protocol.Directory;
import dev.acmesdk.protocol.Problem;
import dev.acmesdk.protocol.ProblemType;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From what a CA says to what it means. The type decides; the words refine. */
final class Diagnoses {
  private static final String FROM_AFAR = "during secondary validation:";

  private Diagnoses() {}

  static Diagnosis ofValidation(Problem problem, Directory.@Nullable Meta ca) {
    return diagnosis(problem, Rules.inValidation(problem.kind()), ca);
  }

  /** Of a request that was refused; but a problem with one name is like one of its validation. */
  static Diagnosis ofRefusal(Problem problem, Directory.@Nullable Meta ca) {
    return problem.subject().isPresent()
        ? ofValidation(problem, ca)
        : diagnosis(problem, Rules.inRequest(problem.kind()), ca);
  }

  /** Of an answer that is known to be about a limit, whatever type it has. */
  static Diagnosis ofLimit(Problem problem) {
    DiagnosisKind kind =
        Rules.byWords(ProblemType.RATE_LIMITED, words(problem)).orElse(DiagnosisKind.RATE_LIMITED);
    return detailed(Diagnosis.of(kind), problem, null);
  }

  /** Of a problem and its parts: that of the parts if these agree. */
  static Diagnosis ofWhole(Problem problem, Directory.@Nullable Meta ca) {
    List<Diagnosis> parts =
        problem.subproblems().stream().map(part -> ofRefusal(part, ca)).distinct().toList();
    if (parts.isEmpty()) {
      return ofRefusal(problem, ca);
    }
    return parts.size() == 1 ? parts.get(0) : Diagnosis.of(DiagnosisKind.SEVERAL_PROBLEMS);
  }

  private static Diagnosis diagnosis(
      Problem problem, DiagnosisKind otherwise, Directory.@Nullable Meta ca) {
    String words = words(problem);
    DiagnosisKind kind = Rules.byWords(problem.kind(), words).orElse(otherwise);
    Diagnosis diagnosis = detailed(Diagnosis.of(kind), problem, ca);
    return words.startsWith(FROM_AFAR) ? diagnosis.seenFromAfarOnly() : diagnosis;
  }

  /** In lower case and without URLs, whose words are not the CA's. */
  private static String words(Problem problem) {
    String text = problem.text().toLowerCase(Locale.ROOT);
    String words =
        Arrays.stream(text.split(" ", -1))
            .filter(word -> !word.contains("://"))
            .collect(Collectors.joining(" "));
    return problem.kind() == ProblemType.OTHER
        ? problem.type().toLowerCase(Locale.ROOT) + " " + words
        : words;
  }

  private static Diagnosis detailed(
      Diagnosis general, Problem problem, Directory.@Nullable Meta ca) {
    return switch (general.kind()) {
      case INVALID_PROFILE, PROFILE_FORBIDS_IP ->
          ca == null ? general : general.andDo(profiles(ca));
      case CAA_FORBIDS ->
          ca == null || ca.caaIdentities().isEmpty() ? general : general.andDo(records(ca));
      case ACCOUNT_KEY_REFUSED ->
          problem.algorithms().isEmpty()
              ? general
              : general.andDo("It accepts: " + Shown.list(problem.algorithms()) + ".");
      case USER_ACTION_REQUIRED -> at(Shown.link(problem.instance()), general);
      case ACCOUNT_PAUSED -> paused(general, problem);
      default -> general;
    };
  }

  private static String profiles(Directory.Meta ca) {
    return ca.profiles().isEmpty()
        ? "It lists none."
        : "It lists: " + Shown.list(ca.profiles().keySet()) + ".";
  }

  private static String records(Directory.Meta ca) {
    return "This CA is meant by: "
        + Shown.list(ca.caaIdentities().stream().map("issue \"%s\""::formatted).toList())
        + ".";
  }

  private static Diagnosis at(@Nullable URI page, Diagnosis general) {
    return page == null ? general : general.at(page);
  }

  private static Diagnosis paused(Diagnosis general, Problem problem) {
    URI portal = Shown.link(problem.text());
    return portal == null ? general : general.endingThePauseAt(portal);
  }
}
