package dev.acmesdk.storage;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.MinimalPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** JSON to the octet as Python writes it, and back: the only class here that knows the parser. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build())
          .build();
  private static final ObjectWriter WRITER = MAPPER.writer().with(new PythonSpacing());

  private Json() {}

  /** A blank after each comma and colon, and none elsewhere. */
  private static final class PythonSpacing extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1;

    @Override
    public void writeObjectNameValueSeparator(JsonGenerator generator) {
      generator.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator generator) {
      generator.writeRaw(", ");
    }
  }

  /** One line without line end, with the members in the map's order. */
  static byte[] write(Map<String, ?> members) {
    return WRITER.writeValueAsString(members).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads the members of an object whose values are texts; all others are left out.
   *
   * @throws IllegalArgumentException if it is no JSON object. Neither message nor cause quotes the
   *     text, which may be a key
   */
  static Map<String, String> read(byte[] json) {
    JsonNode root = parse(json);
    if (!root.isObject()) {
      throw new IllegalArgumentException("it is not a JSON object");
    }
    Map<String, String> members = new LinkedHashMap<>();
    root.properties().stream()
        .filter(member -> member.getValue().isString())
        .forEach(member -> members.put(member.getKey(), member.getValue().stringValue()));
    return members;
  }

  private static JsonNode parse(byte[] json) {
    try {
      return MAPPER.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "it is not JSON from line %d, column %d on"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    }
  }
}
