package dev.acmesdk.client;

import dev.acmesdk.error.InvalidRequestException;
import java.util.List;
import java.util.regex.Pattern;

/** The contact URLs of an account (RFC 8555 section 7.3). */
final class Contacts {
  private static final Pattern MAILTO = Pattern.compile("mailto:[^\\s@?,]+@[^\\s@?,]+");

  private Contacts() {}

  /**
   * Copies them.
   *
   * @throws InvalidRequestException for what RFC 8555 section 7.3 forbids
   */
  static List<String> checked(List<String> urls) {
    List<String> findings =
        urls.stream()
            .filter(url -> !MAILTO.matcher(url).matches())
            .map(
                "\"%s\" is not a usable contact. Give one e-mail address each, such as mailto:admin@example.com, without header fields."
                    ::formatted)
            .toList();
    if (!findings.isEmpty()) {
      throw new InvalidRequestException(findings);
    }
    return List.copyOf(urls);
  }
}
