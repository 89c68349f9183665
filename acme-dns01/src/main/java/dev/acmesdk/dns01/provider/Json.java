package dev.acmesdk.dns01.provider;

import dev.acmesdk.json.JsonFormatException;
import dev.acmesdk.json.JsonReader;
import dev.acmesdk.json.JsonWriter;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects of JSON as maps, in the order in which they were written. */
final class Json {
  private static final JsonReader READER = new JsonReader(1 << 24);

  private Json() {}

  static String write(Map<String, ?> object) {
    return JsonWriter.COMPACT.write(object);
  }

  /** For files that people may look into. */
  static String writeIndented(Map<String, ?> object) {
    return JsonWriter.INDENTED.write(object);
  }

  /**
   * Reads an object.
   *
   * @throws IOException if it is none; the message quotes nothing, for it may be secret
   */
  static Map<String, @Nullable Object> read(String text) throws IOException {
    try {
      return READER.readObject(text);
    } catch (JsonFormatException e) {
      throw new IOException("it is not an object of JSON", e);
    }
  }
}
