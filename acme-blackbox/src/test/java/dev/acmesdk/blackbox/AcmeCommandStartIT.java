package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command starts, from wherever and with whatever help the JVM offers. */
@Timeout(120)
class AcmeCommandStartIT {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  @TempDir private Path folder;

  @Test
  void startsFromTheJarAlone() throws Exception {
    Path elsewhere =
        Files.copy(
            AcmeCommand.jar(), folder.resolve("copy.jar"), StandardCopyOption.REPLACE_EXISTING);
    Programs.Result result =
        Programs.run(List.of(JAVA.toString(), "-jar", elsewhere.toString(), "--version"));
    assertThat(result.status()).as(result.output()).isZero();
    assertThat(result.output()).startsWith("acme ").doesNotContain("not packaged");
  }

  @Test
  void startsByAScriptThatIsALinkSomewhereElse() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("acme"), AcmeCommand.script());
    Programs.Result result =
        Programs.run(
            List.of(link.toString(), "certonly", "--help"), Map.of("ACME_NO_CACHE", "true"));
    assertThat(result.status()).as(result.output()).isZero();
    assertThat(result.output()).contains("--standalone", "Examples:");
  }

  @Test
  void keepsLoadedClassesAndForgivesHalfAnArchive() throws Exception {
    Map<String, String> environment =
        Map.of("XDG_CACHE_HOME", folder.toString(), "JAVA_HOME", System.getProperty("java.home"));
    List<String> line = List.of(AcmeCommand.script().toString(), "--version");
    String first = Programs.run(line, environment).output();
    assertThat(first).startsWith("acme ").hasLineCount(1);
    assertThat(Programs.run(line, environment).output()).isEqualTo(first);
    try (var archives = Files.walk(folder)) {
      for (Path archive : archives.filter(Files::isRegularFile).toList()) {
        assertThat(archive.toFile().setWritable(true)).isTrue();
        Files.writeString(archive, "half");
      }
    }
    assertThat(Programs.run(line, environment).output()).isEqualTo(first);
  }

  @Test
  void saysWhatIsWrongWithAWord() throws Exception {
    Programs.Result result =
        Programs.run(
            List.of(AcmeCommand.script().toString(), "renw"), Map.of("ACME_NO_CACHE", "true"));
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.output()).contains("Did you mean renew?");
  }
}
