package dev.acmesdk.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON within bounds that an honest writer keeps. A mapper of objects would do that too, but
 * is there much later after the start of a JVM, and needs ten times as many classes.
 *
 * <p>Immutable, and safe for use by several threads.
 */
public final class JsonReader {
  private static final int MAX_DEPTH = 50;
  private static final int MAX_DIGITS = 100;

  private final JsonFactory factory;

  /**
   * Makes a reader.
   *
   * @param maxLength how long a text may be at most
   */
  public JsonReader(int maxLength) {
    factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(maxLength)
                    .maxDocumentLength(maxLength)
                    .maxNumberLength(MAX_DIGITS)
                    .build())
            .build();
  }

  /**
   * Reads a text.
   *
   * @param json one value, with nothing but blanks around it
   * @return a map in the order of the text, of which the last one counts that has a name twice; a
   *     list, text, number or boolean; {@code null} for null
   * @throws JsonFormatException if it is not JSON
   */
  public @Nullable Object read(String json) throws JsonFormatException {
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() == null) {
        throw new JsonFormatException("it is empty");
      }
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw new JsonFormatException("it is followed by something else");
      }
      return value;
    } catch (JacksonException e) {
      throw refused(e.getLocation());
    }
  }

  /** Without the parser's words: they quote the text, which may be a secret or a stranger's. */
  private static JsonFormatException refused(@Nullable TokenStreamLocation place) {
    return new JsonFormatException(
        place == null
            ? "it is longer or deeper than it may be"
            : "it is not JSON from line %d, column %d on"
                .formatted(place.getLineNr(), place.getColumnNr()));
  }

  /**
   * Reads a text that has to be an object.
   *
   * @param json an object, with nothing but blanks around it
   * @return its members in their order
   * @throws JsonFormatException if it is not JSON, or something else
   */
  public Map<String, @Nullable Object> readObject(String json) throws JsonFormatException {
    if (read(json) instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      map.forEach((name, value) -> object.put((String) name, value));
      return object;
    }
    throw new JsonFormatException("it is not a JSON object");
  }

  private static @Nullable Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> list(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      object.put(name, value(parser));
    }
    return object;
  }

  private static List<@Nullable Object> list(JsonParser parser) {
    List<@Nullable Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(parser));
    }
    return list;
  }
}
