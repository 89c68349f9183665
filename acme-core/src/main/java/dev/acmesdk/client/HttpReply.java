package dev.acmesdk.client;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.acmesdk.crypto.Base64Url;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered, read to the end.
 *
 * @param url what was asked for
 * @param received when the answer arrived, by this machine's clock
 */
record HttpReply(URI url, int status, Headers headers, String body, Instant received) {

  static HttpReply of(URI url, int status, Headers headers, byte[] body, Instant received) {
    return new HttpReply(url, status, headers, new String(body, StandardCharsets.UTF_8), received);
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** RFC 8555 section 6.5.1: a value with characters outside base64url MUST be ignored. */
  @Nullable String replayNonce() {
    String nonce = headers.get("Replay-Nonce");
    return nonce != null && Base64Url.isValid(nonce) ? nonce : null;
  }

  /** The media type without its parameters, in lower case; empty if there is none. */
  String mediaType() {
    String type = headers.get("Content-Type");
    return type == null ? "" : MediaTypes.withoutParameters(type);
  }

  @Nullable Instant retryAfter() {
    return RetryAfter.moment(headers.get("Retry-After"), headers.get("Date"), received);
  }

  /** How far the server's clock is ahead, in whole seconds; {@code null} if it does not tell. */
  @Nullable Duration clockOffset() {
    Instant sent = headers.getInstant("Date");
    return sent == null ? null : Duration.between(received.truncatedTo(SECONDS), sent);
  }

  /** The target of the first link with a relation, made absolute. */
  @Nullable URI link(String relation) {
    return Links.find(url, headers.values("Link"), relation);
  }

  /** The targets of all links with a relation, made absolute. */
  List<URI> links(String relation) {
    return Links.findAll(url, headers.values("Link"), relation);
  }

  /** The Location header, made absolute. */
  @Nullable URI location() {
    String location = headers.get("Location");
    return location == null ? null : Links.resolve(url, location);
  }
}
