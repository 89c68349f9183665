package dev.acmesdk.testing.ca;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An account (RFC 8555 section 7.1.2). */
final class Account {
  private final String id;
  private final Jwk key;
  private final boolean termsAgreed;
  private volatile List<String> contacts;
  private volatile Status status = Status.VALID;

  /** The states that this CA brings accounts into. */
  enum Status {
    VALID,
    DEACTIVATED
  }

  Account(String id, Jwk key, boolean termsAgreed, List<String> contacts) {
    this.id = id;
    this.key = key;
    this.termsAgreed = termsAgreed;
    this.contacts = List.copyOf(contacts);
  }

  String id() {
    return id;
  }

  Jwk key() {
    return key;
  }

  void requireValid() {
    if (status != Status.VALID) {
      throw Refusal.of(
          ProblemKind.UNAUTHORIZED,
          "Account is not valid, has status \"%s\"".formatted(Wire.status(status)));
    }
  }

  void contacts(List<String> others) {
    contacts = List.copyOf(others);
  }

  void deactivate() {
    status = Status.DEACTIVATED;
  }

  Map<String, Object> json(Urls urls) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("status", Wire.status(status));
    if (!contacts.isEmpty()) {
      json.put("contact", contacts);
    }
    if (termsAgreed) {
      json.put("termsOfServiceAgreed", true);
    }
    json.put("orders", urls.to(Urls.ORDERS, id));
    Wire.addUnknownMember(json);
    return json;
  }
}
