package dev.acmesdk.blackbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The page that says which test proves which rule, and the tests that there are. */
final class ConformanceTable {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| *(\\d+) *\\| *([^|]*?) *\\| *([^|]*?) *\\| *([^|]*?) *\\|$");
  private static final Pattern NAME = Pattern.compile("`(\\w+\\.\\w+)`");
  private static final Pattern SECTION = Pattern.compile("(\\d{4}) §([\\d.]+)");
  private static final Pattern TEST =
      Pattern.compile(
          "(?s)@(?:Test|ParameterizedTest|RepeatedTest|FuzzTest|Property)\\b.*?\\bvoid (\\w+)\\(");

  private ConformanceTable() {}

  static List<Row> rows(String page) {
    List<Row> rows = new ArrayList<>();
    Matcher row = ROW.matcher(page);
    while (row.find()) {
      rows.add(new Row(Integer.parseInt(row.group(1)), row.group(2), row.group(3), row.group(4)));
    }
    return rows;
  }

  /** The tests of all modules by class. */
  static Map<String, Set<String>> tests(Path root) throws IOException {
    Map<String, Set<String>> tests = new HashMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(ConformanceTable::isTestSource).toList()) {
        String type = file.getFileName().toString().replace(".java", "");
        Matcher test = TEST.matcher(Files.readString(file));
        while (test.find()) {
          tests.computeIfAbsent(type, name -> new HashSet<>()).add(test.group(1));
        }
      }
    }
    return tests;
  }

  /** Contract tests are main code of acme-testing. */
  private static boolean isTestSource(Path file) {
    String path = file.toString();
    return path.endsWith("Contract.java")
        || (path.endsWith(".java") && path.contains("/src/test/java/"));
  }

  /**
   * One point.
   *
   * @param source the sections of the RFCs that it comes from, or "policy"
   * @param proof the tests, or why there are none
   */
  record Row(int point, String source, String rule, String proof) {
    private static final String NOT_FOR_US = "not for this client: ";

    List<String> tests() {
      return NAME.matcher(proof).results().map(match -> match.group(1)).toList();
    }

    boolean isProved() {
      return !rule.isBlank() && !tests().isEmpty();
    }

    boolean saysWhyNot() {
      return proof.startsWith(NOT_FOR_US) && proof.length() > NOT_FOR_US.length() + 20;
    }

    /** No RFC says it, or it is not for this client. */
    boolean isExcused() {
      return source.startsWith("policy") || source.contains("draft") || saysWhyNot();
    }

    boolean hasATestWithItsSection() {
      return SECTION
          .matcher(source)
          .results()
          .anyMatch(match -> carries(match.group(1), match.group(2)));
    }

    private boolean carries(String rfc, String section) {
      Pattern name =
          Pattern.compile("\\.rfc%sSection%s_[a-zA-Z].*".formatted(rfc, section.replace('.', '_')));
      return tests().stream().anyMatch(test -> name.matcher(test).find());
    }
  }
}
