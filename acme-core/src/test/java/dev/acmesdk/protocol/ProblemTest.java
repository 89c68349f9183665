package dev.acmesdk.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemTest {
  private static final Identifier NAME = Identifier.dns("example.com");

  @Test
  void showsKindTextAndSubjectInOneLine() {
    assertThat(Problem.of(ProblemType.DNS, "No such name")).hasToString("dns: No such name");
    assertThat(about(NAME, "No such name")).hasToString("dns: No such name (example.com)");
  }

  @Test
  void doesNotRepeatTheTypeForWantOfAText() {
    assertThat(withTexts(null, null)).hasToString("about:blank");
    assertThat(Problem.of(ProblemType.DNS, "")).hasToString("dns");
  }

  @Test
  void rfc8555Section6_7_1_showsSubproblems() {
    Problem compound =
        new Problem(
            ProblemType.COMPOUND.urn(),
            null,
            "Two names",
            403,
            null,
            null,
            List.of(
                about(NAME, "No such name"), about(Identifier.dns("b.example"), "No such name")),
            List.of());
    assertThat(compound)
        .hasToString(
            "compound: Two names; dns: No such name (example.com); dns: No such name (b.example)");
  }

  @Test
  void textIsDetailElseTitleElseType() {
    assertThat(withTexts("title", "detail").text()).isEqualTo("detail");
    assertThat(withTexts("title", null).text()).isEqualTo("title");
    assertThat(withTexts("title", "").text()).isEqualTo("title");
    assertThat(withTexts(null, null).text()).isEqualTo("about:blank");
    assertThat(withTexts("", "").text()).isEqualTo("about:blank");
    assertThat(withTexts("\u0007", " \n ").text()).isEqualTo("about:blank");
  }

  @Test
  void knowsItsKind() {
    assertThat(about(NAME, "x").kind()).isEqualTo(ProblemType.DNS);
    assertThat(withTexts(null, null).kind()).isEqualTo(ProblemType.OTHER);
  }

  @Test
  void optionalMembersMayBeMissing() {
    Problem bare = Problem.of(ProblemType.CAA, "x");
    assertThat(bare.instanceUrl()).isEmpty();
    assertThat(bare.subject()).isEmpty();
    assertThat(bare.status()).isZero();
    URI instance = URI.create("https://ca.example/help");
    Problem full =
        new Problem("about:blank", "t", "d", 403, instance, NAME, List.of(), List.of("ES256"));
    assertThat(full.instanceUrl()).contains(instance);
    assertThat(full.subject()).contains(NAME);
    assertThat(full.algorithms()).containsExactly("ES256");
  }

  @Test
  void keepsCopiesOfItsLists() {
    List<Problem> subproblems = new ArrayList<>(List.of(about(NAME, "x")));
    List<String> algorithms = new ArrayList<>(List.of("ES256"));
    Problem problem = new Problem("t", null, null, 0, null, null, subproblems, algorithms);
    subproblems.clear();
    algorithms.clear();
    assertThat(problem.subproblems()).hasSize(1);
    assertThat(problem.algorithms()).hasSize(1);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> problem.subproblems().clear());
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> problem.algorithms().clear());
  }

  static Stream<Arguments> rawAndClean() {
    return Stream.of(
        arguments("one\ntwo", "one two"),
        arguments("one\r\ntwo", "one two"),
        arguments("one\ttwo", "one two"),
        arguments("\u0000nul\u0000", "nul"),
        arguments("red \u001b[31malert\u001b[0m", "red  [31malert [0m"),
        arguments("c1 \u009b31mcsi\u0085", "c1  31mcsi"),
        arguments("lone \uD800 half", "lone   half"),
        arguments("bell\u0007", "bell"),
        arguments("delete\u007f!", "delete !"),
        arguments("abc\u202edef", "abc def"),
        arguments("abc\u2066def\u2069", "abc def"),
        arguments("zero\u200bwidth", "zero width"),
        arguments("\ufefftext", "text"),
        arguments("line\u2028break", "line break"),
        arguments("paragraph\u2029break", "paragraph break"),
        arguments("Straße – 例え \uD83D\uDCA9", "Straße – 例え \uD83D\uDCA9"));
  }

  @ParameterizedTest
  @MethodSource("rawAndClean")
  void replacesWhatCouldFakeALogLineOrMoveACursor(String raw, String clean) {
    assertThat(withTexts(raw, raw).title()).isEqualTo(clean);
    assertThat(withTexts(raw, raw).detail()).isEqualTo(clean);
    assertThat(new Problem(raw, null, null, 0, null, null, List.of(), List.of()).type())
        .isEqualTo(clean);
  }

  @Test
  void cutsTextsAfter2000Characters() {
    assertThat(withTexts(null, "x".repeat(2000)).detail()).isEqualTo("x".repeat(2000));
    assertThat(withTexts(null, "x".repeat(2001)).detail()).isEqualTo("x".repeat(2000) + "…");
    assertThat(withTexts("y".repeat(100_000), null).title()).hasSize(2001);
  }

  @Test
  void cutsNoCharacterInHalves() {
    String detail = withTexts(null, "x".repeat(1999) + "\uD83D\uDCA9!").detail();
    assertThat(detail).isEqualTo("x".repeat(1999) + "…");
  }

  @Test
  void showsNothingRawFromItsIdentifierAndItsType() {
    Problem problem = about(new Identifier.Other("t\u001b", "v\n"), "x\u009b");
    assertThat(problem.toString()).doesNotContainPattern("\\p{Cc}");
  }

  private static Problem withTexts(String title, String detail) {
    return new Problem("about:blank", title, detail, 0, null, null, List.of(), List.of());
  }

  private static Problem about(Identifier identifier, String detail) {
    return new Problem(
        ProblemType.DNS.urn(), null, detail, 400, null, identifier, List.of(), List.of());
  }
}
