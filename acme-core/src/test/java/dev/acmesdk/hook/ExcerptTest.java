package dev.acmesdk.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptTest {
  private static final int PART = 16 * 1024;

  private static String excerpt(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Excerpt excerpt = new Excerpt();
    excerpt.add(bytes, bytes.length);
    return excerpt.text();
  }

  /** Digits that differ at each place of any one part. */
  private static String numbers(int length) {
    StringBuilder numbers = new StringBuilder();
    for (int i = 0; numbers.length() < length; i++) {
      numbers.append(i).append(',');
    }
    return numbers.substring(0, length);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, PART - 1, PART, PART + 1, 2 * PART - 1, 2 * PART})
  void keepsWhatFits(int length) {
    assertThat(excerpt(numbers(length))).isEqualTo(numbers(length));
  }

  @ParameterizedTest
  @ValueSource(ints = {2 * PART + 1, 3 * PART - 1, 3 * PART, 3 * PART + 1, 10 * PART + 77})
  void keepsTheFirstAndTheLastPartOfMore(int length) {
    String all = numbers(length);
    assertThat(excerpt(all))
        .isEqualTo(
            all.substring(0, PART)
                + "\n… %,d octets left out …\n".formatted(length - 2 * PART)
                + all.substring(length - PART));
  }

  @Test
  void leavesOutHalvesOfCharactersWhereItCuts() {
    String all = "x" + "€".repeat(PART);
    assertThat(excerpt(all)).startsWith("x€€").endsWith("€€").doesNotContain("\uFFFD");
  }

  @Test
  void showsWhatIsNoTextAsSuch() {
    Excerpt excerpt = new Excerpt();
    excerpt.add(new byte[] {'a', (byte) 0xFF, 'b', 'c'}, 3);
    assertThat(excerpt.text()).isEqualTo("a\uFFFDb");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001B[1;31mred\u001B[0m",
        "\u001B]0;title\u0007red",
        "\u001B]0;title\u001B\\red",
        "\r\nred\r\n",
        "\u0007red\u0000",
        "\u202Ered\u001B"
      })
  void takesAwayWhatMovesACursor(String text) {
    assertThat(excerpt(text)).isEqualTo("red");
  }

  @Test
  void keepsLinesAndColumns() {
    assertThat(excerpt("one\r\ntwo\rthree\n\tfour\u0008five"))
        .isEqualTo("one\ntwo\nthree\n\tfour five");
  }
}
