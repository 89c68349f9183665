package dev.acmesdk.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class QuickstartTest {
  private static final Path SOURCE =
      Path.of("src/main/java/dev/acmesdk/examples/quickstart/Quickstart.java");

  private static List<String> output() throws Exception {
    PrintStream terminal = System.out;
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
    try {
      Quickstart.main(new String[0]);
    } finally {
      System.setOut(terminal);
    }
    return captured.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static void assertSaysInOrder(List<String> lines, String... patterns) {
    Pattern all = Pattern.compile(String.join("(.*\n)+?", patterns));
    assertThat(all.matcher(String.join("\n", lines)).find())
        .as("%s in%n%s", List.of(patterns), String.join("\n", lines))
        .isTrue();
  }

  @Test
  void goesFromNothingToHttps() throws Exception {
    List<String> lines = output();
    assertSaysInOrder(
        lines,
        "acme +Account ready: https://",
        "acme +Order placed for example.com, www.example.com: https://",
        "acme +Response to the http-01 challenge for .* is in place",
        "acme +Control proved of ",
        "acme +Certificate issued for ",
        "acme +Certificate stored as example.com, version 1",
        "browser +GET https://www.example.com:\\d+/",
        "browser +200 Hello over HTTPS!",
        "browser +verified with TLSv1\\.[23]");
    assertThat(lines)
        .contains(
            "drwx------ archive",
            "-rw------- archive/example.com/privkey1.pem",
            "-rw-r--r-- archive/example.com/fullchain1.pem",
            "lrwxrwxrwx live/example.com/privkey.pem -> ../../archive/example.com/privkey1.pem",
            "lrwxrwxrwx live/example.com/fullchain.pem -> ../../archive/example.com/fullchain1.pem",
            "-rw-r--r-- renewal/example.com.conf")
        .noneMatch(line -> line.contains("PRIVATE KEY"));
  }

  /** What a user has to write is the promise of the example. */
  @Test
  void takesFortyLinesAtMost() throws IOException {
    List<String> lines = Files.readAllLines(SOURCE);
    int first = lines.indexOf("  public static void main(String[] args) throws Exception {") + 1;
    int last = lines.subList(first, lines.size()).indexOf("  }");
    assertThat(first).isPositive();
    assertThat(last).isBetween(1, 40);
  }
}
