package dev.acmesdk.http01;

import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Challenge.Http01;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.PendingChallenge;
import java.net.InetAddress;
import java.net.URI;

/** Challenges as a CA would give them out. */
final class Challenges {
  /** The token of RFC 8555 section 8.3. */
  static final String TOKEN = "LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0";

  /** The thumbprint of RFC 8555 section 8.3. */
  static final String THUMBPRINT = "9jg46WB3rR_AHD-EBXdN7cBkH1WOu0tA3M9fm21mqTI";

  static final String PATH = "/.well-known/acme-challenge/" + TOKEN;
  static final String KEY_AUTHORIZATION = TOKEN + "." + THUMBPRINT;

  private Challenges() {}

  static InetAddress ip(String literal) {
    return Identifier.ip(literal).address();
  }

  static PendingChallenge<Http01> pending() {
    return pending(TOKEN);
  }

  static PendingChallenge<Http01> pending(String token) {
    return pending("example.com", token);
  }

  static PendingChallenge<Http01> pending(String name, String token) {
    URI url = URI.create("https://ca.example/challenge/" + token);
    return new PendingChallenge<>(
        Identifier.dns(name),
        false,
        new Http01(url, Challenge.Status.PENDING, null, token),
        URI.create("https://ca.example/account/1"),
        THUMBPRINT);
  }
}
