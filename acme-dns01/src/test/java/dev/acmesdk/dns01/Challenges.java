package dev.acmesdk.dns01;

import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Challenge.Dns01;
import dev.acmesdk.protocol.Challenge.DnsAccount01;
import dev.acmesdk.protocol.Challenge.DnsPersist01;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.PendingChallenge;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Challenges as a CA would give them out. */
final class Challenges {
  /** The token of RFC 8555 section 8.4. */
  static final String TOKEN = "evaGxfADs6pSRb2LAv9IZf17Dt3juxGJ-PCt92wr-oA";

  /** The thumbprint of RFC 8555 section 8.3. */
  static final String THUMBPRINT = "9jg46WB3rR_AHD-EBXdN7cBkH1WOu0tA3M9fm21mqTI";

  /** By openssl dgst -sha256 -binary, in base64url. */
  static final String VALUE = "lCM7cZyQXcVHK2nnW3jjAhNT3Fvm18UN-kWZZknKoYM";

  private static final URI URL = URI.create("https://ca.example/acme/authz/1234/0");

  private Challenges() {}

  static PendingChallenge<Dns01> pending() {
    return pending("www.example.org", TOKEN);
  }

  static PendingChallenge<Dns01> pending(String name, String token) {
    return pending(Identifier.dns(name), false, token);
  }

  static PendingChallenge<Dns01> pending(Identifier identifier, boolean wildcard, String token) {
    URI url = URI.create("https://ca.example/challenge/" + token);
    return new PendingChallenge<>(
        identifier,
        wildcard,
        new Dns01(url, Challenge.Status.PENDING, null, token),
        URI.create("https://ca.example/account/1"),
        THUMBPRINT);
  }

  /** Of one order for example.com, *.example.com and example.org. */
  static List<PendingChallenge<Dns01>> three() {
    Identifier apex = Identifier.dns("example.com");
    return List.of(
        pending(apex, false, "a"), pending(apex, true, "b"), pending("example.org", "c"));
  }

  /** A challenge as the examples of the drafts have them. */
  static PendingChallenge<DnsAccount01> accountLabelled(String name, boolean wildcard) {
    return of(
        Identifier.dns(name),
        wildcard,
        new DnsAccount01(URL, Challenge.Status.PENDING, null, TOKEN),
        "https://example.com/acme/acct/ExampleAccount");
  }

  static PendingChallenge<DnsPersist01> persistent(String name, boolean wildcard) {
    return persistent(Identifier.dns(name), wildcard, null, "https://ca.example/acct/123");
  }

  static PendingChallenge<DnsPersist01> persistent(
      Identifier identifier, boolean wildcard, @Nullable String wanted, String account) {
    DnsPersist01 challenge =
        new DnsPersist01(
            URL,
            Challenge.Status.PENDING,
            null,
            List.of("authority.example", "ca.example.net"),
            wanted);
    return of(identifier, wildcard, challenge, account);
  }

  private static <C extends Challenge> PendingChallenge<C> of(
      Identifier identifier, boolean wildcard, C challenge, String account) {
    return new PendingChallenge<>(identifier, wildcard, challenge, URI.create(account), THUMBPRINT);
  }
}
