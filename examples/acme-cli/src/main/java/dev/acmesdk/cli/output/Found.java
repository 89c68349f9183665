package dev.acmesdk.cli.output;

import dev.acmesdk.preflight.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was found before an order, as people and programs want to read it. */
public final class Found {
  private Found() {}

  /**
   * For programs.
   *
   * @param findings what was found
   * @return the member {@code preflight} of the report
   */
  public static List<Map<String, Object>> members(List<Finding> findings) {
    return findings.stream().map(Found::members).toList();
  }

  private static Map<String, Object> members(Finding finding) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("topic", finding.topic().id());
    members.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    finding.subject().ifPresent(subject -> members.put("subject", subject));
    members.put("statement", finding.statement());
    members.put("remedy", finding.remedy());
    members.put("commands", finding.commands());
    return members;
  }

  /**
   * For people, in the form of a {@link Failure}.
   *
   * @param finding what was found
   * @return lines, indented
   */
  public static String block(Finding finding) {
    StringBuilder text = new StringBuilder();
    finding.subject().ifPresent(subject -> text.append("  ").append(subject).append('\n'));
    text.append("    Found:       ").append(finding.statement()).append('\n');
    if (!finding.remedy().isEmpty()) {
      String remedy = Flags.inWordsOfTheCommand(finding.remedy());
      text.append("    What to do:  ").append(remedy).append('\n');
    }
    finding
        .commands()
        .forEach(line -> text.append("                 $ ").append(line).append('\n'));
    return text.append("    Kind:        ").append(finding.topic().id()).toString();
  }

  /**
   * For people, in one line.
   *
   * @param finding what was found
   * @return what it is about, how it is, and what to do
   */
  public static String line(Finding finding) {
    String about = finding.subject().map(subject -> subject + ": ").orElse("");
    String remedy = Flags.inWordsOfTheCommand(finding.remedy());
    return (about + finding.statement() + " " + remedy).strip();
  }
}
