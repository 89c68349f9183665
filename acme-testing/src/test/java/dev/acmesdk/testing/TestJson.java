package dev.acmesdk.testing;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON for the tests. */
final class TestJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private TestJson() {}

  static String write(Map<String, ?> object) {
    return MAPPER.writeValueAsString(object);
  }

  static JsonNode read(String text) {
    return MAPPER.readTree(text);
  }
}
