package dev.acmesdk.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  private final JsonReader reader = new JsonReader(1000);

  @Test
  void readsValuesOfEachKindInTheirOrder() throws JsonFormatException {
    Map<String, ?> object =
        reader.readObject(
            """
            {"text": "ä\\u00df\\n", "int": -7, "long": 12345678901, "real": 1.5, "yes": true,
             "no": false, "list": [1, [], {}, "two"], "object": {"in": {"side": "deep"}}}
            """);
    assertThat(object.keySet())
        .containsExactly("text", "int", "long", "real", "yes", "no", "list", "object");
    assertThat(object.get("text")).isEqualTo("äß\n");
    assertThat(object.get("int")).isEqualTo(-7);
    assertThat(object.get("long")).isEqualTo(12345678901L);
    assertThat(object.get("real")).isEqualTo(1.5);
    assertThat(object.get("yes")).isEqualTo(true);
    assertThat(object.get("no")).isEqualTo(false);
    assertThat(object.get("list")).isEqualTo(List.of(1, List.of(), Map.of(), "two"));
    assertThat(object.get("object")).isEqualTo(Map.of("in", Map.of("side", "deep")));
  }

  @Test
  void readsNullsAndNumbersBeyondALong() throws JsonFormatException {
    Map<String, ?> object = reader.readObject("{\"null\": null, \"big\": 99999999999999999999}");
    assertThat(object).containsEntry("null", null).containsKey("big");
    assertThat(object.get("big")).isEqualTo(new BigInteger("99999999999999999999"));
  }

  @Test
  void letsTheLastOfTwoMembersWithOneNameCount() throws JsonFormatException {
    assertThat(reader.readObject("{\"a\": 1, \"a\": 2}")).isEqualTo(Map.of("a", 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "{",
        "{\"a\"",
        "{\"a\": secret",
        "{\"a\": 1} {}",
        "{\"a\": 1} secret",
        "{\"a\": 1,}",
        "[1",
        "\"secret",
        "nul",
        "{'a': 1}"
      })
  void refusesWhatIsNoJsonWithoutQuotingIt(String text) {
    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> reader.read(text))
        .withMessageStartingWith("it is")
        .withMessageNotContaining("secret")
        .withNoCause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "\"text\"", "null", "true"})
  void refusesOtherValuesInPlaceOfAnObject(String text) throws JsonFormatException {
    reader.read(text);
    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> reader.readObject(text))
        .withMessage("it is not a JSON object");
  }

  @Test
  void refusesWhatIsTooLongOrTooDeep() throws JsonFormatException {
    assertThat(reader.read("[".repeat(50) + "]".repeat(50))).isInstanceOf(List.class);
    for (String text :
        List.of(
            "[".repeat(51) + "]".repeat(51),
            "\"" + "a".repeat(1001) + "\"",
            "[" + " ".repeat(20_000) + "]",
            "1".repeat(101))) {
      assertThatExceptionOfType(JsonFormatException.class).isThrownBy(() -> reader.read(text));
    }
  }
}
