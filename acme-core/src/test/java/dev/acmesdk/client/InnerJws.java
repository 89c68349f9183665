package dev.acmesdk.client;

import dev.acmesdk.crypto.Base64Url;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JWS that came within a payload, taken apart. */
record InnerJws(JsonNode header, JsonNode payload, String signingInput, String signature) {

  static InnerJws of(String json) {
    return of(JsonMapper.shared().readTree(json));
  }

  static InnerJws of(JsonNode jws) {
    String header = jws.get("protected").stringValue();
    String payload = jws.get("payload").stringValue();
    return new InnerJws(
        decoded(header),
        decoded(payload),
        header + "." + payload,
        jws.get("signature").stringValue());
  }

  byte[] signedOctets() {
    return signingInput.getBytes(StandardCharsets.US_ASCII);
  }

  byte[] signatureOctets() {
    return Base64Url.decode(signature);
  }

  private static JsonNode decoded(String part) {
    return JsonMapper.shared().readTree(Base64Url.decode(part));
  }
}
