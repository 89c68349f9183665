package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
  void rehearsesFromTheJarAlone() throws Exception {
    Programs.Result result =
        Programs.run(List.of(JAVA.toString(), "-jar", AcmeCommand.jar().toString(), "warm-up"));
    assertThat(result.status()).as(result.output()).isZero();
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

  private String version(Map<String, String> more) throws Exception {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("ACME_CACHE", cache().toString());
    environment.putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
    Programs.Result result =
        Programs.run(List.of(AcmeCommand.script().toString(), "--version"), environment);
    assertThat(result.status()).as(result.output()).isZero();
    return result.output();
  }

  private Path cache() {
    return folder.resolve("cache");
  }

  private List<Path> cached() throws IOException {
    try (Stream<Path> files = Files.list(cache())) {
      return files.toList();
    }
  }

  @Test
  void keepsLoadedClassesAndForgivesHalfAnArchive() throws Exception {
    String first = version(Map.of());
    assertThat(first).startsWith("acme ").hasLineCount(1);
    List<Path> archives = cached();
    assertThat(archives)
        .singleElement()
        .satisfies(archive -> assertThat(Files.size(archive)).isGreaterThan(1_000_000));

    Path log = folder.resolve("classes.log");
    String second = version(Map.of("ACME_JAVA_OPTIONS", "-Xlog:class+load:file=" + log));
    assertThat(second).isEqualTo(first);
    assertThat(Files.readString(log))
        .containsPattern("dev\\.acmesdk\\.cli\\.Main source: shared objects file");

    assertThat(archives.get(0).toFile().setWritable(true)).isTrue();
    Files.writeString(archives.get(0), "half");
    assertThat(version(Map.of())).isEqualTo(first);
  }

  /** A JVM that ends well and makes no archive, and notes how it was called. */
  private Path javaWithoutArchives() throws IOException {
    Path home = Files.createDirectories(folder.resolve("jdk/bin")).getParent();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"17.0.99\"\n");
    Path java = home.resolve("bin/java");
    Files.writeString(java, "#!/bin/sh\necho \"$@\" >>\"%s\"\n".formatted(calls()));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    return home;
  }

  private Path calls() {
    return folder.resolve("calls.log");
  }

  @Test
  void asksAJvmOnceOnlyThatCannotKeepLoadedClasses() throws Exception {
    Map<String, String> environment = Map.of("JAVA_HOME", javaWithoutArchives().toString());
    version(environment);
    version(environment);
    assertThat(Files.readAllLines(calls()))
        .hasSize(3)
        .satisfies(
            lines -> {
              assertThat(lines.get(0)).contains("ArchiveClassesAtExit").endsWith("warm-up");
              assertThat(lines.get(1))
                  .doesNotContain("ArchiveClassesAtExit", "SharedArchiveFile")
                  .endsWith("--version");
              assertThat(lines.get(2)).isEqualTo(lines.get(1));
            });
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
