package dev.acmesdk.tlsalpn01;

import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Challenge.TlsAlpn01;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.PendingChallenge;
import java.net.InetAddress;
import java.net.URI;

/** Challenges as a CA would give them out. */
final class Challenges {
  static final String NAME = "example.com";
  static final String TOKEN = "LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0";
  static final String THUMBPRINT = "9jg46WB3rR_AHD-EBXdN7cBkH1WOu0tA3M9fm21mqTI";

  private Challenges() {}

  static InetAddress ip(String literal) {
    return Identifier.ip(literal).address();
  }

  static PendingChallenge<TlsAlpn01> pending() {
    return pending(NAME);
  }

  static PendingChallenge<TlsAlpn01> pending(String name) {
    return pending(Identifier.dns(name), TOKEN);
  }

  static PendingChallenge<TlsAlpn01> pending(Identifier identifier, String token) {
    URI url = URI.create("https://ca.example/challenge/" + token);
    return new PendingChallenge<>(
        identifier,
        false,
        new TlsAlpn01(url, Challenge.Status.PENDING, null, token),
        URI.create("https://ca.example/account/1"),
        THUMBPRINT);
  }
}
