package dev.acmesdk.client;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.error.ProtocolViolationException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON within the bounds that an honest server keeps. */
final class Json {
  private static final JsonMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(50)
                      .maxStringLength(HttpTransport.MAX_BODY)
                      .maxDocumentLength(HttpTransport.MAX_BODY)
                      .maxNumberLength(100)
                      .build())
              .build());

  private Json() {}

  static ObjectNode newObject() {
    return MAPPER.createObjectNode();
  }

  /** The public half of a key (RFC 7517), its members in the order of RFC 7638. */
  static ObjectNode jwk(AccountKey key) {
    ObjectNode jwk = newObject();
    key.jwk().members().forEach(jwk::put);
    return jwk;
  }

  static byte[] bytes(JsonNode node) {
    return MAPPER.writeValueAsBytes(node);
  }

  /** The JSON object in an answer; anything else is a violation of the protocol. */
  static ObjectNode object(HttpReply reply) {
    try {
      if (MAPPER.readTree(reply.body()) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      throw notAnObject(reply, e);
    }
    throw notAnObject(reply, null);
  }

  private static ProtocolViolationException notAnObject(
      HttpReply reply, @org.jspecify.annotations.Nullable JacksonException e) {
    // The parser's own message would quote the server's text.
    return new ProtocolViolationException(
        "%s answered with %s instead of a JSON object.".formatted(reply.url(), describe(reply)),
        "Check that the directory URL is that of an ACME server, and that no proxy answers in its place.",
        e == null
            ? null
            : new IllegalArgumentException("not JSON: " + e.getClass().getSimpleName()));
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
