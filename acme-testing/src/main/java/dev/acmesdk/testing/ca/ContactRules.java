package dev.acmesdk.testing.ca;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** RFC 8555 section 7.3: contacts are {@code mailto:} URLs of one address, without hfields. */
final class ContactRules {
  private static final String SCHEME = "mailto:";
  private static final Pattern URL = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*");
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@([A-Za-z0-9-]+\\.)+[A-Za-z0-9-]+");

  private ContactRules() {}

  static List<String> read(JsonNode payload) {
    if (!payload.has("contact")) {
      return List.of();
    }
    List<String> contacts = new ArrayList<>();
    for (JsonNode element : Json.array(payload, "contact", "the payload")) {
      contacts.add(checked(Json.text(element, "A contact")));
    }
    return contacts;
  }

  private static String checked(String contact) {
    if (!contact.startsWith(SCHEME)) {
      throw URL.matcher(contact).matches()
          ? Refusal.of(
              ProblemKind.UNSUPPORTED_CONTACT,
              "Contact \"%s\" is not a mailto: URL".formatted(contact))
          : invalid(contact, "is not a URL");
    }
    String address = contact.substring(SCHEME.length());
    if (address.contains("?")) {
      throw invalid(contact, "has hfields, which RFC 8555 section 7.3 forbids");
    }
    if (address.contains(",")) {
      throw invalid(contact, "has more than one address");
    }
    if (!ADDRESS.matcher(address).matches()) {
      throw invalid(contact, "has no valid e-mail address");
    }
    return contact;
  }

  private static Refusal invalid(String contact, String why) {
    return Refusal.of(ProblemKind.INVALID_CONTACT, "Contact \"%s\" %s".formatted(contact, why));
  }
}
