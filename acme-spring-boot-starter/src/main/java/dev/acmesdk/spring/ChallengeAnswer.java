package dev.acmesdk.spring;

import dev.acmesdk.http01.Http01Responder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the CA gets, whatever kind of application is asked (RFC 8555 section 8.3). */
final class ChallengeAnswer {
  private ChallengeAnswer() {}

  /** The body; empty if there is nothing to be read there. */
  static Optional<byte[]> of(
      Http01Responder responder, String method, String rawPath, @Nullable String rawQuery) {
    boolean isRead = method.equals("GET") || method.equals("HEAD");
    return isRead && rawQuery == null
        ? responder.keyAuthorization(rawPath).map(body -> body.getBytes(StandardCharsets.US_ASCII))
        : Optional.empty();
  }
}
