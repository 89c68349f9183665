package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documentation shows is compiled: it stands in the examples, but for the margin. */
class DocumentationTest {
  private static final Path ROOT = MainSources.root();
  private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\R(.*?)^```");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

  @Test
  void everyPieceOfJavaStandsInAnExample() throws IOException {
    List<String> examples = new ArrayList<>();
    for (Path file : files(ROOT.resolve("examples"), ".java")) {
      examples.add(withoutMargin(Files.readString(file)));
    }
    for (Path page : pages()) {
      for (MatchResult block : JAVA.matcher(Files.readString(page)).results().toList()) {
        String code = withoutMargin(block.group(1));
        assertThat(examples).as("%s shows:%n%s", page, code).anyMatch(text -> text.contains(code));
      }
    }
  }

  @Test
  void everyLinkToAFileLeadsToOne() throws IOException {
    for (Path page : pages()) {
      for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
        assertThat(page.resolveSibling(link.group(1))).as(page + " links to it").exists();
      }
    }
  }

  @Test
  void theReadmeShowsCodeAtOnce() throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve("README.md"));
    assertThat(lines.subList(0, 25)).contains("```java", "## Try it");
    assertThat(lines).contains("## Test", "## What it is not");
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(files(ROOT.resolve("site"), ".md"));
    for (String name : List.of("README", "ARCHITECTURE", "CONTRIBUTING", "CHANGELOG", "SECURITY")) {
      pages.add(ROOT.resolve(name + ".md"));
    }
    return pages;
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(path -> path.toString().endsWith(ending))
          .filter(path -> !path.toString().contains("node_modules"))
          .toList();
    }
  }

  private static String withoutMargin(String code) {
    return code.lines().map(String::strip).reduce("", (a, b) -> a + "\n" + b);
  }
}
