package dev.acmesdk.client;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What to tell a server about a new account (RFC 8555 section 7.3).
 *
 * @param contact contact URLs, {@code mailto:} and one address each; may be empty
 * @param termsOfServiceAgreed whether a human agreed to the server's terms
 */
public record NewAccount(List<String> contact, boolean termsOfServiceAgreed) {
  private static final Pattern MAILTO = Pattern.compile("mailto:[^\\s@?,]+@[^\\s@?,]+");

  /** Copies the contacts, and refuses what RFC 8555 section 7.3 forbids. */
  public NewAccount {
    contact = List.copyOf(contact);
    for (String url : contact) {
      if (!MAILTO.matcher(url).matches()) {
        throw new IllegalArgumentException(
            "\"%s\" is not a usable contact. Give one e-mail address each, such as mailto:admin@example.com, without header fields."
                .formatted(url));
      }
    }
  }
}
