package dev.acmesdk.json;

import java.io.StringWriter;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.MinimalPrettyPrinter;

/**
 * Writes maps, lists, texts, numbers and booleans as JSON, in one of three ways.
 *
 * <p>Immutable, and safe for use by several threads.
 */
public final class JsonWriter {
  /** Without blanks. */
  public static final JsonWriter COMPACT = new JsonWriter(new JsonFactory(), () -> null);

  /** For people who look at it: a line for each member. */
  public static final JsonWriter INDENTED =
      new JsonWriter(new JsonFactory(), DefaultPrettyPrinter::new);

  /** To the octet as Python does it: a blank after each comma and colon, and ASCII only. */
  public static final JsonWriter PYTHON =
      new JsonWriter(
          JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build(),
          PythonBlanks::new);

  private final JsonFactory factory;
  private final Supplier<@Nullable PrettyPrinter> blanks;

  private JsonWriter(JsonFactory factory, Supplier<@Nullable PrettyPrinter> blanks) {
    this.factory = factory;
    this.blanks = blanks;
  }

  private static final class PythonBlanks extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1;

    @Override
    public void writeObjectNameValueSeparator(JsonGenerator generator) {
      generator.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator generator) {
      generator.writeRaw(", ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator generator) {
      generator.writeRaw(", ");
    }
  }

  /** What a generator asks while it writes. */
  private static final class Context extends ObjectWriteContext.Base {
    private final @Nullable PrettyPrinter blanks;

    Context(@Nullable PrettyPrinter blanks) {
      this.blanks = blanks;
    }

    @Override
    public @Nullable PrettyPrinter getPrettyPrinter() {
      return blanks;
    }

    @Override
    public boolean hasPrettyPrinter() {
      return blanks != null;
    }
  }

  /**
   * Writes an object.
   *
   * @param object the members, in the order of the text
   * @return the text
   * @throws IllegalArgumentException if a value is of another kind than those
   */
  public String write(Map<String, ?> object) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = factory.createGenerator(new Context(blanks.get()), text)) {
      value(generator, object);
    }
    return text.toString();
  }

  private static void value(JsonGenerator generator, @Nullable Object value) {
    if (value instanceof Map<?, ?> object) {
      generator.writeStartObject();
      object.forEach(
          (name, member) -> {
            generator.writeName((String) name);
            value(generator, member);
          });
      generator.writeEndObject();
    } else if (value instanceof Collection<?> list) {
      generator.writeStartArray();
      list.forEach(element -> value(generator, element));
      generator.writeEndArray();
    } else {
      scalar(generator, value);
    }
  }

  private static void scalar(JsonGenerator generator, @Nullable Object value) {
    if (value instanceof String text) {
      generator.writeString(text);
    } else if (value instanceof Boolean bool) {
      generator.writeBoolean(bool);
    } else if (value instanceof Integer || value instanceof Long) {
      generator.writeNumber(((Number) value).longValue());
    } else if (value == null) {
      generator.writeNull();
    } else {
      throw new IllegalArgumentException("JSON has no " + value.getClass().getName());
    }
  }
}
