package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigValueTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain | plain",
        "two words | two words",
        "it's | it's",
        "$HOME | $HOME",
        "a=b | a=b",
        "50% | 50%",
        "a\\nb | a\\nb",
        "é | é",
        "a \"b\" c | a \"b\" c",
        "say \"x\" | 'say \"x\"'",
        "echo x, y | \"echo x, y\"",
        "echo \"q\" # z | 'echo \"q\" # z'",
        "echo \"a 'b'\", c # d | '''echo \"a 'b'\", c # d'''",
        "a # b | \"a # b\"",
        "` x` | \" x\"",
        "`x ` | \"x \"",
        "'x | \"'x\"",
        "`` | \"\"",
      })
  void quotesAsConfigObjDoes(String text, String quoted) {
    assertThat(ConfigValue.of(text).quoted()).isEqualTo(quoted);
  }

  @Test
  void writesSeveralLinesInTripleQuotes() {
    assertThat(ConfigValue.of("l1\nl2").quoted()).isEqualTo("'''l1\nl2'''");
    assertThat(ConfigValue.of("l1\n'''").quoted()).isEqualTo("\"\"\"l1\n'''\"\"\"");
  }

  @Test
  void writesLists() {
    assertThat(ConfigValue.listOf("http-01").quoted()).isEqualTo("http-01,");
    assertThat(ConfigValue.listOf("http-01,").quoted()).isEqualTo("http-01,");
    assertThat(ConfigValue.listOf("dns-01, http-01").quoted()).isEqualTo("dns-01, http-01");
    assertThat(ConfigValue.listOf("").quoted()).isEqualTo(",");
    assertThat(new ConfigValue(List.of("a b", "c,d", ""), true).quoted())
        .isEqualTo("a b, \"c,d\", \"\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%(x)s", "a\rb", "a\u2028b", "''' \"\"\"", "a\n'''\"", "x\u0085"})
  void refusesWhatCannotBeWritten(String text) {
    assertThatThrownBy(() -> ConfigValue.of(text).quoted())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot hold");
  }

  @Test
  void readsBackWhatItWrites() {
    Random random = new Random(20261124);
    String letters = "ab'\"#,=%$[ \t\n\\é";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(9); length > 0; length--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      ConfigValue value = ConfigValue.of(text.toString());
      if (isQuotable(value)) {
        ConfigFile file = ConfigFile.parse(Path.of("x.conf"), "a = 1\n");
        file.set(ConfigFile.TOP, "k", value);
        String written = new String(file.bytes(), StandardCharsets.UTF_8);
        ConfigFile read = ConfigFile.parse(Path.of("x.conf"), written + "z = 2\n");
        assertThat(read.value(ConfigFile.TOP, "k")).as(written).contains(text.toString());
        assertThat(read.value(ConfigFile.TOP, "z")).contains("2");
      }
    }
  }

  private static boolean isQuotable(ConfigValue value) {
    try {
      return !value.quoted().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
