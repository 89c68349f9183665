package dev.acmesdk.client;

import static dev.acmesdk.fuzz.Harmless.require;
import static dev.acmesdk.fuzz.Harmless.unlessRefused;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.acmesdk.crypto.Base64Url;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.fuzz.Harmless;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import okhttp3.Headers;

/** Headers of answers: nothing in them makes reading fail, and what is read can be relied on. */
class HeadersFuzzTest {
  private static final URI BASE = URI.create("https://ca.example/acme/order/1");
  private static final List<Integer> STATUSES = List.of(302, 404, 429, 503);
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration LONGEST = Duration.ofDays(366);

  /** All at once, as lines of a header block; the answer has no body and no problem document. */
  @FuzzTest
  void headers(byte[] block) {
    int status = STATUSES.get(block.length % STATUSES.size());
    HttpReply reply = new HttpReply(BASE, status, headers(text(block)), "", NOW);
    checkMoment(reply.retryAfter());
    String nonce = reply.replayNonce();
    require(nonce == null || Base64Url.isValid(nonce), "a bad nonce", nonce);
    URI location = reply.location();
    require(location == null || location.isAbsolute(), "a relative location", location);
    Harmless.messages(Answers.failure("to show the order", reply));
    unlessRefused(ProtocolViolationException.class, () -> Json.object(reply));
  }

  /** OkHttp lets through whatever a server writes between line ends. */
  private static Headers headers(String block) {
    Headers.Builder headers = new Headers.Builder();
    for (String line : block.split("\n", 20)) {
      int colon = line.indexOf(':');
      String name = colon <= 0 ? "" : line.substring(0, colon);
      if (!name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 127)) {
        headers.addUnsafeNonAscii(name, line.substring(colon + 1).strip());
      }
    }
    return headers.build();
  }

  @FuzzTest
  void links(byte[] lines) {
    List<String> headers = List.of(text(lines).split("\n", 5));
    for (String relation : List.of("up", "alternate", "terms-of-service")) {
      List<URI> found = Links.findAll(BASE, headers, relation);
      for (URI target : found) {
        require(target.equals(Links.resolve(BASE, target.toString())), "not stable", target);
      }
      URI first = Links.find(BASE, headers, relation);
      require(found.isEmpty() ? first == null : found.get(0).equals(first), "not first", found);
    }
  }

  @FuzzTest
  void retryAfter(byte[] valueAndDate) {
    String[] lines = text(valueAndDate).split("\n", 2);
    Instant moment = RetryAfter.moment(lines[0], lines.length > 1 ? lines[1] : null, NOW);
    checkMoment(moment);
    if (lines[0].matches("[0-9]{1,7}")) {
      require(NOW.plusSeconds(Long.parseLong(lines[0])).equals(moment), "miscounted", lines[0]);
    }
  }

  private static void checkMoment(Instant moment) {
    require(
        moment == null || (!moment.isBefore(NOW) && !moment.isAfter(NOW.plus(LONGEST))),
        "out of bounds",
        moment);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
