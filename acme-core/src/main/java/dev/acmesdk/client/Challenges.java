package dev.acmesdk.client;

import dev.acmesdk.crypto.Base64Url;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Challenges from JSON (RFC 8555 section 8). One that cannot be understood never spoils the others:
 * it becomes unknown, or is left out if it has no URL.
 */
final class Challenges {
  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern ISSUER_NAME =
      Pattern.compile("(?=.{1,253}$)" + LABEL + "(\\." + LABEL + ")*");

  private Challenges() {}

  static List<Challenge> readAll(ResourceReader authorization) {
    List<Challenge> challenges = new ArrayList<>();
    for (ResourceReader json : authorization.objects("challenges", "challenge")) {
      URI url = json.url("url");
      if (url != null && "https".equalsIgnoreCase(url.getScheme())) {
        challenges.add(read(json, url));
      }
    }
    return challenges;
  }

  static Challenge read(ResourceReader json, URI url) {
    String written = json.text("type");
    String type = written == null ? "" : written;
    Challenge.Status status = json.constant("status", Challenge.Status.class);
    Problem error = Resources.problem(json);
    if (type.equals(Challenge.DnsPersist01.TYPE)) {
      List<String> issuers = json.textsOnly("issuer-domain-names");
      return areIssuerNames(issuers)
          ? new Challenge.DnsPersist01(url, status, error, issuers, json.text("accounturi"))
          : new Challenge.Unknown(type, url, status, error);
    }
    String token = json.text("token");
    // RFC 8555 section 8.3: the token MUST NOT contain characters outside base64url.
    return token != null && Base64Url.isValid(token)
        ? withToken(type, url, status, error, token)
        : new Challenge.Unknown(type, url, status, error);
  }

  private static Challenge withToken(
      String type, URI url, Challenge.Status status, @Nullable Problem error, String token) {
    return switch (type) {
      case Challenge.Http01.TYPE -> new Challenge.Http01(url, status, error, token);
      case Challenge.Dns01.TYPE -> new Challenge.Dns01(url, status, error, token);
      case Challenge.TlsAlpn01.TYPE -> new Challenge.TlsAlpn01(url, status, error, token);
      case Challenge.DnsAccount01.TYPE -> new Challenge.DnsAccount01(url, status, error, token);
      default -> new Challenge.Unknown(type, url, status, error);
    };
  }

  /** draft-ietf-acme-dns-persist-01 section 3.1: 1 to 10 lower-case A-label names. */
  private static boolean areIssuerNames(List<String> names) {
    return !names.isEmpty()
        && names.size() <= 10
        && names.stream().allMatch(name -> ISSUER_NAME.matcher(name).matches());
  }
}
