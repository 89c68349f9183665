package dev.acmesdk.dns01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssueValueTest {

  @Test
  void rfc8659Section4_2_readsNameAndParameters() {
    assertThat(IssueValue.parse("ca1.example.net; account=230123"))
        .isEqualTo(new IssueValue("ca1.example.net", Map.of("account", "230123")));
    assertThat(IssueValue.parse("\t CA.Example ;a = x=y:z\t;B-2="))
        .isEqualTo(new IssueValue("ca.example", Map.of("a", "x=y:z", "b-2", "")));
    assertThat(IssueValue.parse("ca.example").parameters()).isEmpty();
    assertThat(IssueValue.parse("; a=1")).isEqualTo(new IssueValue("", Map.of("a", "1")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ca.example; a=1;         | there is nothing after semicolon 2",
        "ca.example;; a=1         | there is nothing after semicolon 1",
        "ca.example; a=1; b       | there is no \"=\" in parameter 2",
        "ca.example; =1           | the name of parameter 1 is none",
        "ca.example; a_b=1        | the name of parameter 1 is none",
        "ca.example; -a=1         | the name of parameter 1 is none",
        "ca.example; a=wild card  | the value of a has white space",
        "ca.example; a=b\u00fc   | the value of a has white space",
        "ca.example; A=1; a=2     | it has two parameters a",
        "ca_example; a=1          | it does not begin with a domain name",
        "ca.example.; a=1         | it does not begin with a domain name",
        "ca example; a=1          | it does not begin with a domain name",
        "a=1                      | it does not begin with a domain name"
      })
  void rfc8659Section4_2_tellsWhatIsWrong(String text, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IssueValue.parse(text))
        .withMessageStartingWith(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ca.example; a=\u001b[31m", "\u202e.example", "ca.example; \r\n=1"})
  void quotesNothingThatItRefuses(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IssueValue.parse(text))
        .satisfies(e -> assertThat(e.getMessage()).matches("[ -~]+"));
  }

  @Test
  void readsTheLongestRecordThatThereIs() {
    int length = 65_000;
    assertThat(IssueValue.parse("ca.example; a=" + "b".repeat(length)).parameters().get("a"))
        .hasSize(length);
    assertThat(IssueValue.parse("ca.example; " + "a".repeat(length) + "=1").parameters())
        .hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IssueValue.parse("a.".repeat(length / 2)));
  }
}
