package dev.acmesdk.client;

import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.ProtocolViolationException;
import java.net.URI;

/** RFC 8555 section 6.1: ACME runs over HTTPS and nothing else. */
final class Https {
  private Https() {}

  static URI required(URI url, String noun) {
    if (!isHttps(url)) {
      throw new ProtocolViolationException(
          "The %s names a URL that is not HTTPS: %s.".formatted(noun, shown(url)),
          "ACME demands HTTPS (RFC 8555 section 6.1): report this to the CA.",
          null);
    }
    return url;
  }

  static URI requiredDirectory(URI url) {
    if (!isHttps(url)) {
      throw new InvalidRequestException(
          "\"%s\" cannot be a directory URL: ACME demands HTTPS. Give a URL such as https://acme-v02.api.letsencrypt.org/directory."
              .formatted(shown(url)));
    }
    return url;
  }

  static boolean isHttps(URI url) {
    return "https".equalsIgnoreCase(url.getScheme()) && url.getHost() != null;
  }

  private static String shown(URI url) {
    String text = url.toString();
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }
}
