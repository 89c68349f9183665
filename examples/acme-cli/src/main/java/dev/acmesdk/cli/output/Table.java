package dev.acmesdk.cli.output;

import dev.acmesdk.preflight.Finding;
import dev.acmesdk.preflight.PreflightReport;
import dev.acmesdk.preflight.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Findings for people. */
public final class Table {
  private static final int WIDTH = 96;
  private static final String INDENT = "          ";

  private Table() {}

  /**
   * Findings in a table: how bad, about what, and below it what to do and what to type.
   *
   * @param report what was found
   * @return some lines, the last one without line end
   */
  public static String of(PreflightReport report) {
    return report.findings().stream().map(Table::row).collect(Collectors.joining("\n"));
  }

  private static String row(Finding finding) {
    String subject = finding.subject().map(one -> one + ": ").orElse("");
    List<String> lines = new ArrayList<>();
    lines.addAll(wrap("[%s] %s%s".formatted(finding.topic().id(), subject, finding.statement())));
    if (finding.severity() != Severity.OK && !finding.remedy().isEmpty()) {
      lines.addAll(wrap("-> " + finding.remedy()));
    }
    if (finding.severity() != Severity.OK) {
      finding.commands().forEach(command -> lines.add("   $ " + command));
    }
    return "%-10s".formatted(word(finding.severity())) + String.join("\n" + INDENT, lines);
  }

  private static String word(Severity severity) {
    return switch (severity) {
      case OK -> "ok";
      case HINT -> "hint";
      case WARNING -> "WARNING";
      case ERROR -> "ERROR";
    };
  }

  private static List<String> wrap(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() + word.length() > WIDTH && line.length() > 0) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
