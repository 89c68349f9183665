package dev.acmesdk.client;

import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.json.JsonFormatException;
import dev.acmesdk.json.JsonReader;
import dev.acmesdk.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is sent to and got from a server, as JSON. */
final class Json {
  private static final JsonReader READER = new JsonReader(HttpTransport.MAX_BODY);

  private Json() {}

  static byte[] bytes(Map<String, ?> object) {
    return JsonWriter.COMPACT.write(object).getBytes(StandardCharsets.UTF_8);
  }

  /** The JSON object in an answer; anything else is a violation of the protocol. */
  static Map<String, @Nullable Object> object(HttpReply reply) {
    try {
      return READER.readObject(reply.body());
    } catch (JsonFormatException e) {
      throw notAnObject(reply, e);
    }
  }

  private static ProtocolViolationException notAnObject(HttpReply reply, JsonFormatException e) {
    return new ProtocolViolationException(
        "%s answered with %s instead of a JSON object.".formatted(reply.url(), describe(reply)),
        "Check that the directory URL is that of an ACME server, and that no proxy answers in its place.",
        e);
  }

  private static String describe(HttpReply reply) {
    if (reply.body().isBlank()) {
      return "an empty body";
    }
    return reply.mediaType().isEmpty()
        ? "a body of unknown type"
        : reply.mediaType().replaceAll("[^a-z0-9/+.-]", "?");
  }
}
