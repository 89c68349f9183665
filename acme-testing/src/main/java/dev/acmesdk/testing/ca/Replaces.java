package dev.acmesdk.testing.ca;

import org.jspecify.annotations.Nullable;

/** Which certificate a request says to replace (RFC 9773 section 5), also if it is refused. */
final class Replaces {
  private Replaces() {}

  static @Nullable String in(String operation, Request request) {
    if (!operation.equals("newOrder") || !request.isPost()) {
      return null;
    }
    try {
      Octets payload = Jws.parse(request.body()).payload();
      return Json.optionalString(Json.object(payload, "The payload"), "replaces", "the payload")
          .orElse(null);
    } catch (Refusal e) {
      // A request that cannot be read says nothing; why it is refused is told elsewhere.
      return null;
    }
  }
}
