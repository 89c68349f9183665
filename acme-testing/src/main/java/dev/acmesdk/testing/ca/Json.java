package dev.acmesdk.testing.ca;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what clients send, strictly, and writes what the CA answers. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  static byte[] bytes(Map<String, ?> object) {
    return MAPPER.writeValueAsBytes(object);
  }

  static byte[] bytes(JsonNode node) {
    return MAPPER.writeValueAsBytes(node);
  }

  static JsonNode tree(Map<String, ?> object) {
    return MAPPER.valueToTree(object);
  }

  /** One JSON object and nothing else; {@code what} names it in the refusal. */
  static JsonNode object(Octets octets, String what) {
    try {
      JsonNode node = MAPPER.readTree(octets.array());
      if (node.isObject()) {
        return node;
      }
    } catch (JacksonException e) {
      throw Refusal.malformed(what + " is not well-formed JSON: " + e.getOriginalMessage());
    }
    throw Refusal.malformed(what + " is not a JSON object");
  }

  /** The same as plain values. */
  static Map<String, Object> map(JsonNode object) {
    return MAPPER.convertValue(object, new TypeReference<Map<String, Object>>() {});
  }

  static String string(JsonNode object, String member, String what) {
    return optionalString(object, member, what)
        .orElseThrow(() -> Refusal.malformed("%s has no \"%s\"".formatted(what, member)));
  }

  static Optional<String> optionalString(JsonNode object, String member, String what) {
    JsonNode value = object.get(member);
    if (value == null) {
      return Optional.empty();
    }
    return Optional.of(text(value, "\"%s\" of %s".formatted(member, what)));
  }

  static boolean flag(JsonNode object, String member, String what) {
    JsonNode value = object.get(member);
    if (value != null && !value.isBoolean()) {
      throw Refusal.malformed("\"%s\" of %s is not a boolean".formatted(member, what));
    }
    return value != null && value.booleanValue();
  }

  static List<JsonNode> array(JsonNode object, String member, String what) {
    JsonNode value = object.get(member);
    if (value == null || !value.isArray()) {
      throw Refusal.malformed("%s has no array \"%s\"".formatted(what, member));
    }
    List<JsonNode> elements = new ArrayList<>();
    value.forEach(elements::add);
    return elements;
  }

  static String text(JsonNode value, String what) {
    if (!value.isString()) {
      throw Refusal.malformed(what + " is not a string");
    }
    return value.stringValue();
  }
}
