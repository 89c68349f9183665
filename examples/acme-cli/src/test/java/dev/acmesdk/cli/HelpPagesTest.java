package dev.acmesdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.cli.verb.Verbs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HelpPagesTest {
  @TempDir private Path folder;

  static Stream<List<String>> questions() {
    return Stream.concat(
        Stream.of(List.of("--help"), List.of("-h"), List.of("--help", "renew")),
        Verbs.names().stream().map(verb -> List.of(verb, "--help")));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void isWhatPicocliShows(List<String> words) throws IOException {
    try (Command acme = new Command(folder)) {
      Command.Result shown = acme.raw(words.toArray(String[]::new));
      assertThat(shown.status()).isZero();
      assertThat(HelpPages.askedFor(words, false)).contains(shown.out());
    }
  }

  @Test
  void isStyledForTerminals() throws IOException {
    String plain = HelpPages.askedFor(List.of("renew", "-h"), false).orElseThrow();
    String styled = HelpPages.askedFor(List.of("renew", "-h"), true).orElseThrow();
    assertThat(styled).contains("\u001b[1m").isNotEqualTo(plain);
    assertThat(styled.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "renew",
        "warm-up --help",
        "renew --help --quiet",
        "--help --help",
        "../acme --help",
        "acme.plain -h",
        "nonsense --help"
      })
  void leavesAllElseToPicocli(String words) throws IOException {
    assertThat(HelpPages.askedFor(words.isEmpty() ? List.of() : List.of(words.split(" ")), false))
        .isEmpty();
  }
}
