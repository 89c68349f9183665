package dev.acmesdk.storage;

import dev.acmesdk.json.JsonFormatException;
import dev.acmesdk.json.JsonReader;
import dev.acmesdk.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON to the octet as Python writes it, and back. */
final class Json {
  private static final JsonReader READER = new JsonReader(1 << 20);

  private Json() {}

  /** One line without line end, with the members in the map's order. */
  static byte[] write(Map<String, ?> members) {
    return JsonWriter.PYTHON.write(members).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads the members of an object whose values are texts; all others are left out.
   *
   * @throws IllegalArgumentException if it is no JSON object. Neither message nor cause quotes the
   *     text, which may be a key
   */
  static Map<String, String> read(byte[] json) {
    try {
      Map<String, String> members = new LinkedHashMap<>();
      READER
          .readObject(new String(json, StandardCharsets.UTF_8))
          .forEach(
              (name, value) -> {
                if (value instanceof String text) {
                  members.put(name, text);
                }
              });
      return members;
    } catch (JsonFormatException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
