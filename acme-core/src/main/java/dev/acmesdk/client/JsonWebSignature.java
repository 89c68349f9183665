package dev.acmesdk.client;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.Base64Url;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A JWS in the flattened JSON serialization, as RFC 8555 section 6.2 wants it. */
final class JsonWebSignature {
  private JsonWebSignature() {}

  /**
   * Signs a payload.
   *
   * @param signer who signs, and how the server is to recognize the key
   * @param nonce a nonce that is used up by this
   * @param url where the result will be sent
   * @param payload the payload; none at all for POST-as-GET (section 6.3)
   * @return the JSON to send
   */
  static byte[] sign(Signer signer, String nonce, URI url, byte[] payload) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", signer.key().algorithm().jwsAlgorithm());
    header.put("nonce", nonce);
    header.put("url", url.toString());
    signer.identify(header);
    return Json.bytes(flattened(header, payload, signer.key()::sign));
  }

  /**
   * Signs what is sent inside of another JWS to the same URL: without a nonce, as RFC 8555 section
   * 7.3.5 demands, and always with the key itself.
   */
  static Map<String, String> inner(AccountKey key, URI url, byte[] payload) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", key.algorithm().jwsAlgorithm());
    header.put("url", url.toString());
    header.put("jwk", key.jwk().members());
    return flattened(header, payload, key::sign);
  }

  /** Binds an account key to an external account (RFC 8555 section 7.3.4). */
  static Map<String, String> binding(ExternalAccount external, URI url, AccountKey key) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", external.algorithm().name());
    header.put("kid", external.keyId());
    header.put("url", url.toString());
    return flattened(header, Json.bytes(key.jwk().members()), external::sign);
  }

  private static Map<String, String> flattened(
      Map<String, ?> header, byte[] payload, UnaryOperator<byte[]> signature) {
    String protectedHeader = Base64Url.encode(Json.bytes(header));
    String encodedPayload = Base64Url.encode(payload);
    byte[] input = (protectedHeader + "." + encodedPayload).getBytes(StandardCharsets.US_ASCII);
    Map<String, String> jws = new LinkedHashMap<>();
    jws.put("protected", protectedHeader);
    jws.put("payload", encodedPayload);
    jws.put("signature", Base64Url.encode(signature.apply(input)));
    return jws;
  }

  /**
   * Who signs. The server learns the key from {@code jwk} for a new account, and from {@code kid},
   * the account's URL, ever after (RFC 8555 section 6.2).
   *
   * @param key the account's key
   * @param account the account's URL; {@code null} if it is not known yet
   */
  record Signer(AccountKey key, @Nullable URI account) {
    void identify(Map<String, Object> header) {
      if (account == null) {
        header.put("jwk", key.jwk().members());
      } else {
        header.put("kid", account.toString());
      }
    }
  }
}
