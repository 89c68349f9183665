package dev.acmesdk.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that come from a form, a file or a server: none may do harm by way of the message. */
class HostileNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com\n",
        "exam\u001b[31mple.com",
        "example.com\r\nFAKE log line",
        "\u0000.example.com",
        "*.exa\u0007mple.com",
        "https://example.com/\u001b]0;title\u0007",
        "a\u009b31m.example.com",
        "\u202eexample.com",
        "a@example.com\u001b",
        "example.com:80\n",
        "a\u200db.com",
        "faß\u2066.de",
        "\u001b\ud800.com"
      })
  void messagesNeverEchoControlCharacters(String written) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Identifier.dns(written))
        .satisfies(HostileNamesTest::isHarmless);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Identifier.ip(written))
        .satisfies(HostileNamesTest::isHarmless);
  }

  @Test
  void showsWhereTheInvisibleCharacterIs() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Identifier.dns("exam\u001bple.com"))
        .withMessage(
            "\"exam\uFFFDple.com\" has white space or an invisible character in it. Remove it.");
  }

  @ParameterizedTest
  @ValueSource(strings = {" example.com", "example.com ", "exam ple.com", "a.example, b.example"})
  void refusesSpacesForWhatTheyAre(String written) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Identifier.dns(written))
        .withMessage(
            "\"" + written + "\" has white space or an invisible character in it. Remove it.");
  }

  static Stream<String> longTexts() {
    int size = 200_000;
    return Stream.of(
        "a".repeat(size),
        "a.".repeat(size),
        "a@".repeat(size),
        "https://" + "a".repeat(size),
        "*.".repeat(size),
        "::".repeat(size),
        "1".repeat(size) + ":2",
        "ü".repeat(size),
        "ß".repeat(size),
        "_".repeat(63) + ".example." + "b.".repeat(30) + "com",
        "-".repeat(size),
        "a\u0000".repeat(size),
        differentCharacters(size));
  }

  @ParameterizedTest
  @MethodSource("longTexts")
  void messagesAboutLongTextsAreShortAndQuick(String written) {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertThatIllegalArgumentException()
              .isThrownBy(() -> Identifier.dns(written))
              .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
          assertThatIllegalArgumentException()
              .isThrownBy(() -> Identifier.ip(written))
              .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
        });
  }

  @Test
  void showsNamesOfUsualLengthInFull() {
    String name = "a-long-name.of-a-department.and-its-company.example_with_underscore.com";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Identifier.dns(name))
        .withMessageContaining("\"" + name + "\"");
  }

  @Test
  void garbageIsAlwaysAnIllegalArgument() {
    Random random = new Random(3492);
    String alphabet = "aZ0-._*:/@[]% ü例\uD83D\uDCA9ßß\u0000\u202e\uD800٣①ｅ。xn--1.2.3.4";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(14); length >= 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertFitOrRefused(text.toString(), written -> Identifier.dns(written).value());
      assertFitOrRefused(text.toString(), written -> Identifier.ip(written).value());
    }
  }

  private static void assertFitOrRefused(String written, Consumer<String> parsing) {
    try {
      parsing.accept(written);
    } catch (IllegalArgumentException e) {
      isHarmless(e);
      return;
    }
    assertThat(written).as("accepted").doesNotContain("\u0000", "\u202e", " ", "_", "/", "@");
  }

  private static void isHarmless(Throwable e) {
    assertThat(e.getMessage()).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
  }

  private static String differentCharacters(int size) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < size; i++) {
      text.append((char) ('\u4e00' + i * 7919 % 20_000));
    }
    return text.toString();
  }
}
