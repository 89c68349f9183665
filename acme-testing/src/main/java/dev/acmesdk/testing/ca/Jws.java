package dev.acmesdk.testing.ca;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A JWS in flattened JSON serialization (RFC 7515 section 7.2.2) with the protected header that RFC
 * 8555 section 6.2 wants. Well-formed, but not verified.
 *
 * @param signingInput what the signature is over
 */
record Jws(
    String algorithm,
    String nonce,
    String url,
    Optional<JsonNode> jwk,
    Optional<String> kid,
    Octets payload,
    Octets signature,
    Octets signingInput) {
  private static final Set<String> MEMBERS = Set.of("protected", "payload", "signature");
  private static final String HEADER = "the protected header";

  /** The body of a request. */
  static Jws parse(Octets body) {
    JsonNode json = Json.object(body, "The request");
    JsonNode fields = fields(json, "JWS");
    String nonce =
        Json.optionalString(fields, "nonce", HEADER)
            .orElseThrow(() -> Refusal.of(ProblemKind.BAD_NONCE, "JWS has no anti-replay nonce"));
    return of(json, fields, nonce);
  }

  /** One within a request, which has no nonce (RFC 8555 sections 7.3.4 and 7.3.5). */
  static Jws inner(JsonNode json, String what) {
    if (!json.isObject()) {
      throw Refusal.malformed(what + " is not an object");
    }
    JsonNode fields = fields(json, what);
    if (fields.has("nonce")) {
      throw Refusal.malformed(what + " must have no \"nonce\"");
    }
    return of(json, fields, "");
  }

  private static JsonNode fields(JsonNode json, String what) {
    for (String member : json.propertyNames()) {
      if (!MEMBERS.contains(member)) {
        throw Refusal.malformed(
            "%s has the member \"%s\"; only protected, payload and signature are allowed"
                .formatted(what, member));
      }
    }
    String header = Json.string(json, "protected", "the JWS");
    JsonNode fields = Json.object(StrictBase64Url.decode(header, "\"protected\""), HEADER);
    refuseExtensions(fields);
    return fields;
  }

  private static Jws of(JsonNode json, JsonNode fields, String nonce) {
    String payload = Json.string(json, "payload", "the JWS");
    String signature = Json.string(json, "signature", "the JWS");
    return new Jws(
        Json.string(fields, "alg", HEADER),
        nonce,
        Json.string(fields, "url", HEADER),
        Optional.ofNullable(fields.get("jwk")),
        Json.optionalString(fields, "kid", HEADER),
        StrictBase64Url.decode(payload, "\"payload\""),
        StrictBase64Url.decode(signature, "\"signature\""),
        Octets.of(Json.string(json, "protected", "the JWS") + "." + payload));
  }

  /** RFC 8555 section 6.2 forbids the unencoded payload option; nothing else is critical here. */
  private static void refuseExtensions(JsonNode fields) {
    for (String extension : Set.of("crit", "b64")) {
      if (fields.has(extension)) {
        throw Refusal.malformed("\"%s\" is not allowed in %s".formatted(extension, HEADER));
      }
    }
  }
}
