package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever is published is named wherever all that is published has to be named. */
class ReleaseTest {
  private static final Path ROOT = MainSources.root();
  private static final Pattern MANAGED =
      Pattern.compile("<groupId>dev\\.acmesdk</groupId>\\s*<artifactId>([^<]+)</artifactId>");

  /** The jars of the root POM, but those that say that they are not published. */
  private static List<String> published() throws IOException {
    String root = pom("");
    List<String> names = new ArrayList<>();
    for (MatchResult module :
        Pattern.compile("<module>([^<]+)</module>").matcher(root).results().toList()) {
      String pom = pom(module.group(1));
      if (!pom.contains("<maven.deploy.skip>true") && !pom.contains("<packaging>pom<")) {
        names.add(module.group(1));
      }
    }
    return names;
  }

  private static String pom(String module) throws IOException {
    return Files.readString(ROOT.resolve(module).resolve("pom.xml"));
  }

  private static List<String> managed(String pom) {
    String managed =
        pom.substring(
            pom.indexOf("<dependencyManagement>"), pom.indexOf("</dependencyManagement>"));
    return MANAGED.matcher(managed).results().map(result -> result.group(1)).toList();
  }

  @Test
  void theModulesThatAreKnownToBePublishedAre() throws IOException {
    assertThat(published())
        .contains("acme", "acme-core", "acme-spring-boot-starter", "acme-testing")
        .doesNotContain("acme-bom", "acme-blackbox", "benchmarks", "examples");
  }

  @Test
  void theBomNamesEachAndNothingElse() throws IOException {
    assertThat(managed(pom("acme-bom"))).containsExactlyInAnyOrderElementsOf(published());
  }

  @Test
  void theParentManagesEach() throws IOException {
    assertThat(managed(pom(""))).containsExactlyInAnyOrderElementsOf(published());
  }

  @Test
  void eachHasSourcesAndJavadoc() throws IOException {
    for (String module : published()) {
      boolean isByDescriptor =
          Files.exists(ROOT.resolve(module).resolve("src/main/java/module-info.java"));
      String pom = pom(module);
      assertThat(
              isByDescriptor
                  || (pom.contains("maven-source-plugin") && pom.contains("maven-javadoc-plugin")))
          .as(module)
          .isTrue();
    }
  }

  @Test
  void theJavadocOfTheSiteHasEach() throws IOException {
    String root = pom("");
    assertThat(published())
        .allSatisfy(
            module -> assertThat(root).contains("<directory>" + module + "/src/main/java<"));
  }

  @Test
  void theTimeInTheJarsIsFixed() throws IOException {
    assertThat(pom("")).containsPattern("<project.build.outputTimestamp>\\d{4}-\\d\\d-\\d\\dT");
  }
}
