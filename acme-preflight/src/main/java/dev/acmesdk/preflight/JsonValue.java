package dev.acmesdk.preflight;

import dev.acmesdk.json.JsonFormatException;
import dev.acmesdk.json.JsonReader;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value in a JSON text, or the absence of one. To look into what is not there is no error; nor is
 * it to look for what is there in another shape.
 *
 * @param value a map, list, text, number or boolean; {@code null} if there is nothing
 */
record JsonValue(@Nullable Object value) implements Iterable<JsonValue> {
  private static final JsonReader READER = new JsonReader(1 << 26);

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException if it is not JSON
   */
  static JsonValue parse(String json) {
    try {
      return new JsonValue(READER.read(json));
    } catch (JsonFormatException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** A member of an object. */
  JsonValue path(String name) {
    return new JsonValue(value instanceof Map<?, ?> object ? object.get(name) : null);
  }

  /** Whether an object has a member, be it null. */
  boolean has(String name) {
    return value instanceof Map<?, ?> object && object.containsKey(name);
  }

  /** An element of a list. */
  JsonValue get(int index) {
    return new JsonValue(index < list().size() ? list().get(index) : null);
  }

  /** How many elements a list has; none if it is no list. */
  int size() {
    return list().size();
  }

  boolean isList() {
    return value instanceof List;
  }

  private List<?> list() {
    return value instanceof List<?> list ? list : List.of();
  }

  /** A text, or a number as text; empty if it is neither. */
  String text() {
    return value instanceof String || value instanceof Number ? value.toString() : "";
  }

  boolean isInteger() {
    return value instanceof Integer;
  }

  /** A number; 0 if it is none. */
  int integer() {
    return value instanceof Integer number ? number : 0;
  }

  /** The elements of a list. */
  @Override
  public Iterator<JsonValue> iterator() {
    return list().stream().map(JsonValue::new).iterator();
  }
}
