package dev.acmesdk.error;

import dev.acmesdk.protocol.Directory;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Diagnoses by name, and what to tell people of many of them. */
final class NamedDiagnoses {
  private static final int MAX_TOLD = 5;

  /** How Boulder names the one that it refuses, if there is one only. */
  private static final Pattern REFUSED = Pattern.compile("Cannot issue for \"([^\"\\s]{1,255})\"");

  private NamedDiagnoses() {}

  static Map<Identifier, Diagnosis> ofValidation(
      Map<Identifier, Problem> problems, Directory.@Nullable Meta ca) {
    Map<Identifier, Diagnosis> diagnoses = new LinkedHashMap<>();
    problems.forEach((name, problem) -> diagnoses.put(name, Diagnoses.ofValidation(problem, ca)));
    return diagnoses;
  }

  static Map<Identifier, Diagnosis> ofRefusal(Problem problem, Directory.@Nullable Meta ca) {
    Map<Identifier, Diagnosis> diagnoses = new LinkedHashMap<>();
    for (Problem part : problem.subproblems()) {
      part.subject().ifPresent(name -> diagnoses.putIfAbsent(name, Diagnoses.ofRefusal(part, ca)));
    }
    Identifier only = problem.subject().orElseGet(() -> named(problem));
    if (diagnoses.isEmpty() && only != null) {
      diagnoses.put(only, Diagnoses.ofRefusal(problem, ca));
    }
    return diagnoses;
  }

  private static @Nullable Identifier named(Problem problem) {
    Matcher matcher = REFUSED.matcher(problem.text());
    return matcher.find() ? identifier(matcher.group(1)) : null;
  }

  private static Identifier identifier(String text) {
    try {
      return Identifier.ip(text);
    } catch (IllegalArgumentException e) {
      // Not an address. What was refused need not be a well-formed name either.
      return new Identifier.Dns(text);
    }
  }

  /** Each advice once, with the names that it is for unless it is for all of them. */
  static String advice(Map<Identifier, Diagnosis> diagnoses) {
    Map<String, List<Identifier>> names =
        diagnoses.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    entry -> entry.getValue().advice(),
                    LinkedHashMap::new,
                    Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    if (names.size() == 1) {
      return names.keySet().iterator().next();
    }
    List<String> told = new ArrayList<>();
    names.forEach((advice, whose) -> told.add("For " + Shown.names(whose) + ": " + advice));
    String text = told.stream().limit(MAX_TOLD).collect(Collectors.joining(" "));
    return told.size() > MAX_TOLD ? text + " Other names have other problems." : text;
  }
}
