package dev.acmesdk.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  private static Map<String, Object> sample() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("text", "ä \"quoted\"\n");
    members.put("number", 7);
    members.put("long", 12345678901L);
    members.put("yes", true);
    members.put("nothing", null);
    members.put("list", List.of("a", Map.of("b", 1)));
    return members;
  }

  @Test
  void writesWithoutBlanks() {
    assertThat(JsonWriter.COMPACT.write(sample()))
        .isEqualTo(
            "{\"text\":\"ä \\\"quoted\\\"\\n\",\"number\":7,\"long\":12345678901,\"yes\":true,"
                + "\"nothing\":null,\"list\":[\"a\",{\"b\":1}]}");
  }

  @Test
  void writesAsPythonDoes() {
    assertThat(JsonWriter.PYTHON.write(sample()))
        .isEqualTo(
            "{\"text\": \"\\u00E4 \\\"quoted\\\"\\n\", \"number\": 7, \"long\": 12345678901,"
                + " \"yes\": true, \"nothing\": null, \"list\": [\"a\", {\"b\": 1}]}");
  }

  @Test
  void writesALineForEachMember() {
    assertThat(JsonWriter.INDENTED.write(Map.of("a", Map.of("b", "c"))).lines())
        .containsExactly("{", "  \"a\" : {", "    \"b\" : \"c\"", "  }", "}");
  }

  @Test
  void writesWhatCanBeReadAgain() throws JsonFormatException {
    for (JsonWriter writer : List.of(JsonWriter.COMPACT, JsonWriter.INDENTED, JsonWriter.PYTHON)) {
      assertThat(new JsonReader(1000).readObject(writer.write(sample()))).isEqualTo(sample());
    }
  }

  @Test
  void refusesWhatJsonDoesNotHave() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonWriter.COMPACT.write(Map.of("path", java.nio.file.Path.of("secret"))))
        .withMessageNotContaining("secret");
  }
}
