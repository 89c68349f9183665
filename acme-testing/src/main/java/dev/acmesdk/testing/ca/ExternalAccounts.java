package dev.acmesdk.testing.ca;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** RFC 8555 section 7.3.4: which customers of the CA there are, and how they prove it. */
final class ExternalAccounts {
  private static final String BINDING = "externalAccountBinding";

  private final Map<String, byte[]> keys;
  private final boolean required;

  ExternalAccounts(AccountSettings settings) {
    this.keys = settings.externalAccounts();
    this.required = settings.externalAccountRequired();
  }

  /** The binding of a new account, as it is shown later; nothing if there is none. */
  Map<String, Object> binding(JsonNode wish, Call call) {
    JsonNode binding = wish.get(BINDING);
    if (binding != null) {
      check(Jws.inner(binding, "The " + BINDING), call);
      return Json.map(binding);
    }
    if (required) {
      throw Refusal.of(
          ProblemKind.EXTERNAL_ACCOUNT_REQUIRED,
          "This CA makes accounts only with an externalAccountBinding (RFC 8555 section 7.3.4)");
    }
    return Map.of();
  }

  private void check(Jws jws, Call call) {
    MacAlgorithm algorithm = MacAlgorithm.named(jws.algorithm());
    if (jws.jwk().isPresent() || jws.kid().isEmpty()) {
      throw Refusal.malformed("The " + BINDING + " must have \"kid\" and no \"jwk\"");
    }
    if (!jws.url().equals(call.url())) {
      throw Refusal.malformed(
          "The %s has the url \"%s\"; it must be that of the request, \"%s\""
              .formatted(BINDING, jws.url(), call.url()));
    }
    byte[] key = keys.get(jws.kid().get());
    if (key == null) {
      throw unauthorized("This CA knows no external account \"%s\"".formatted(jws.kid().get()));
    }
    if (!algorithm.isGood(key, jws)) {
      throw unauthorized("The MAC of the " + BINDING + " is wrong");
    }
    Jwk bound = Jwk.parse(Json.object(jws.payload(), "The payload of the " + BINDING));
    if (!bound.thumbprint().equals(call.key().thumbprint())) {
      throw Refusal.of(
          ProblemKind.BAD_PUBLIC_KEY,
          "The key in the " + BINDING + " is not the one that has signed the request");
    }
  }

  private static Refusal unauthorized(String detail) {
    return Refusal.of(ProblemKind.UNAUTHORIZED, detail);
  }
}
