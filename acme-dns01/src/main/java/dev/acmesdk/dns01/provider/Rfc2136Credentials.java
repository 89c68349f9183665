package dev.acmesdk.dns01.provider;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/** What a file for Certbot's plugin {@code dns-rfc2136} says. */
record Rfc2136Credentials(CredentialsFile file) {
  private static final String SERVER = "dns_rfc2136_server";
  private static final String PORT = "dns_rfc2136_port";
  private static final String NAME = "dns_rfc2136_name";
  private static final String SECRET = "dns_rfc2136_secret";
  private static final String ALGORITHM = "dns_rfc2136_algorithm";
  private static final String SIGN_QUERY = "dns_rfc2136_sign_query";

  /** What is meant where the line is missing; it is refused, and the message says why. */
  private static final String DEFAULT_ALGORITHM = "HMAC-MD5";

  private static final Set<String> YES = Set.of("true", "yes", "on", "1");

  Rfc2136Provider provider() throws IOException {
    Rfc2136Provider provider = Rfc2136Provider.at(file.get(SERVER)).port(port()).key(key());
    boolean signs =
        file.find(SIGN_QUERY)
            .map(word -> word.toLowerCase(Locale.ROOT))
            .filter(YES::contains)
            .isPresent();
    return signs ? provider.signingQuestions() : provider;
  }

  private int port() throws IOException {
    String text = file.find(PORT).orElse("53");
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // It is refused below.
    }
    throw file.fault(PORT, "is no port: it must be a number from 1 to 65535");
  }

  private TsigKey key() throws IOException {
    String name = file.get(NAME);
    String secret = file.get(SECRET);
    try {
      return TsigKey.of(name, algorithm(), secret);
    } catch (IllegalArgumentException e) {
      throw file.fault(SECRET, "cannot be used: " + e.getMessage());
    }
  }

  private TsigAlgorithm algorithm() throws IOException {
    try {
      return TsigAlgorithm.of(file.find(ALGORITHM).orElse(DEFAULT_ALGORITHM));
    } catch (IllegalArgumentException e) {
      throw file.fault(ALGORITHM, "cannot be used: " + e.getMessage());
    }
  }
}
