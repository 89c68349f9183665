package dev.acmesdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.cli.output.Terminal;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the start script learns from has to be a whole run: one that breaks off helps nobody. */
class RehearsalTest {
  private static final Pattern SAVED = Pattern.compile("Certificate is saved at: +(\\S+)");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private int warmUp() {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    Terminal terminal =
        new Terminal(
            out, out, new BufferedReader(Reader.nullReader()), false, Map.of(), Clock.systemUTC());
    return new Program(terminal).run(List.of("warm-up"));
  }

  @Test
  void getsACertificateAndLeavesNothingBehind() throws IOException {
    int status = warmUp();
    String text = printed.toString(StandardCharsets.UTF_8);
    assertThat(status).as(text).isZero();
    assertThat(text)
        .contains("Certificate issued", "No renewals were attempted", "Certificate Name: warm-up");
    Matcher saved = SAVED.matcher(text);
    assertThat(saved.find()).isTrue();
    Path folder = Path.of(saved.group(1)).getParent().getParent().getParent().getParent();
    assertThat(folder.getFileName().toString()).startsWith("acme-warm-up");
    assertThat(Files.exists(folder)).isFalse();
  }
}
