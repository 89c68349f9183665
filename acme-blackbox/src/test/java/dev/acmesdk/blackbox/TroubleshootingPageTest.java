package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.error.Diagnosis;
import dev.acmesdk.error.DiagnosisKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page on troubleshooting says of each diagnosis what the library says. */
class TroubleshootingPageTest {
  private static final Path PAGE = MainSources.root().resolve("site/docs/troubleshooting.md");
  private static final Pattern SECTION = Pattern.compile("(?ms)^### (\\S+)$(.*?)(?=^##|\\z)");

  /** The project's own address comes first in the root POM. */
  private static final Pattern SITE = Pattern.compile("<url>(https://[^<]+)</url>");

  private static List<MatchResult> sections() throws IOException {
    return SECTION.matcher(Files.readString(PAGE)).results().toList();
  }

  @Test
  void everyKindHasOneSectionAndEverySectionAKind() throws IOException {
    assertThat(sections())
        .extracting(section -> section.group(1))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(DiagnosisKind.values()).map(DiagnosisKind::id).toList());
  }

  @ParameterizedTest
  @EnumSource(DiagnosisKind.class)
  void theAddressInTheErrorLeadsToTheSection(DiagnosisKind kind) throws IOException {
    Matcher site = SITE.matcher(Files.readString(MainSources.root().resolve("pom.xml")));
    assertThat(site.find()).isTrue();
    String page = PAGE.getFileName().toString().replace(".md", ".html");
    assertThat(kind.address()).hasToString(site.group(1) + "/" + page + "#" + kind.id());
    assertThat(Diagnosis.of(kind).toString()).contains(kind.address().toString());
  }

  @ParameterizedTest
  @EnumSource(DiagnosisKind.class)
  void theSectionTellsSymptomCauseAndRemedy(DiagnosisKind kind) throws IOException {
    Diagnosis diagnosis = Diagnosis.of(kind);
    String text =
        sections().stream()
            .filter(section -> section.group(1).equals(kind.id()))
            .map(section -> section.group(2).replaceAll("\\s+", " "))
            .findFirst()
            .orElseThrow();
    assertThat(text)
        .containsPattern("Symptom: \\S.+ Cause: ")
        .contains("Cause: " + diagnosis.cause(), "What to do: " + diagnosis.remedy());
  }
}
