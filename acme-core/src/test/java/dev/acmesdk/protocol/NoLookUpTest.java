package dev.acmesdk.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whether a text is looked up as a name shows in a Java process whose only name service is a file
 * that knows that text.
 */
class NoLookUpTest {
  private static final List<String> NAMES =
      List.of(".:1", "..:", ".::", "dead.beef", "cafe", "localhost", "a:b", "1.2.3");

  /** Runs in the other process. */
  static final class Parser {
    public static void main(String[] args) {
      for (String name : NAMES) {
        accept(name, () -> Identifier.ip(name));
        accept(name, () -> new Identifier.Ip(name).address());
      }
    }

    private static void accept(String name, Runnable parsing) {
      try {
        parsing.run();
        System.out.println("took " + name);
      } catch (IllegalArgumentException e) {
        System.out.println("refused");
      }
    }
  }

  @Test
  void addressesAreNeverLookedUpAsNames(@TempDir Path directory) throws Exception {
    Path hosts = directory.resolve("hosts");
    Files.write(hosts, NAMES.stream().map(name -> "192.0.2.66 " + name).toList());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.net.hosts.file=" + hosts,
                "-cp",
                System.getProperty("java.class.path"),
                Parser.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output.lines()).hasSize(2 * NAMES.size()).containsOnly("refused");
  }
}
