package dev.acmesdk.dns01.provider;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Objects of JSON as maps, in the order in which they were written. */
final class Json {
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  private Json() {}

  static String write(Map<String, ?> object) {
    return JsonMapper.shared().writeValueAsString(object);
  }

  /** For files that people may look into. */
  static String writeIndented(Map<String, ?> object) {
    return JsonMapper.shared()
        .writer()
        .with(SerializationFeature.INDENT_OUTPUT)
        .writeValueAsString(object);
  }

  /**
   * Reads an object.
   *
   * @throws IOException if it is none; the message quotes nothing, for it may be secret
   */
  static Map<String, Object> read(String text) throws IOException {
    try {
      LinkedHashMap<String, Object> object = JsonMapper.shared().readValue(text, OBJECT);
      if (object != null) {
        return object;
      }
    } catch (JacksonException e) {
      // Its message may quote what was read.
    }
    throw new IOException("it is not an object of JSON");
  }
}
