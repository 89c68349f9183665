package dev.acmesdk.testing;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A request body that starts correct and can be spoilt in one way. */
final class JwsRequest {
  private final TestKey key;
  private final Map<String, Object> header = new LinkedHashMap<>();
  private final Map<String, Object> more = new LinkedHashMap<>();
  private String payload;
  private UnaryOperator<byte[]> signature = UnaryOperator.identity();
  private UnaryOperator<String> encoding = UnaryOperator.identity();
  private String signWith = "";

  JwsRequest(TestKey key, String nonce, String url, String payload) {
    this.key = key;
    this.payload = payload;
    header.put("alg", key.algorithm());
    header.put("nonce", nonce);
    header.put("url", url);
  }

  JwsRequest header(String name, Object value) {
    header.put(name, value);
    return this;
  }

  JwsRequest without(String name) {
    header.remove(name);
    return this;
  }

  JwsRequest member(String name, Object value) {
    more.put(name, value);
    return this;
  }

  JwsRequest payload(String other) {
    payload = other;
    return this;
  }

  JwsRequest signature(UnaryOperator<byte[]> change) {
    signature = change;
    return this;
  }

  /** Changes the base64url text of the payload, before it is signed. */
  JwsRequest encoding(UnaryOperator<String> change) {
    encoding = change;
    return this;
  }

  JwsRequest signWith(String jcaName) {
    signWith = jcaName;
    return this;
  }

  String body() {
    String protectedHeader = base64url(TestJson.write(header));
    String encoded = encoding.apply(base64url(payload));
    String input = protectedHeader + "." + encoded;
    byte[] signed = signWith.isEmpty() ? key.sign(input) : key.sign(signWith, input);
    Map<String, Object> jws = new LinkedHashMap<>();
    jws.put("protected", protectedHeader);
    jws.put("payload", encoded);
    jws.put("signature", TestKey.base64url(signature.apply(signed)));
    jws.putAll(more);
    return TestJson.write(jws);
  }

  private static String base64url(String text) {
    return TestKey.base64url(text.getBytes(StandardCharsets.UTF_8));
  }
}
