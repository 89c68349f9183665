package dev.acmesdk.testing.ca;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An account (RFC 8555 section 7.1.2). */
final class Account {
  private final String id;
  private final boolean termsAgreed;
  private final Map<String, Object> binding;
  private volatile Jwk key;
  private volatile Optional<URI> agreedTerms;
  private volatile List<String> contacts;
  private volatile Status status = Status.VALID;

  /** The states of RFC 8555 section 7.1.6. */
  enum Status {
    VALID,
    DEACTIVATED,
    REVOKED
  }

  /**
   * A new one.
   *
   * @param agreed the terms that were agreed to, if there are any
   * @param binding the external account binding, or nothing
   */
  Account(
      String id,
      Jwk key,
      boolean termsAgreed,
      Optional<URI> agreed,
      List<String> contacts,
      Map<String, Object> binding) {
    this.id = id;
    this.key = key;
    this.termsAgreed = termsAgreed;
    this.agreedTerms = agreed;
    this.contacts = List.copyOf(contacts);
    this.binding = Map.copyOf(binding);
  }

  String id() {
    return id;
  }

  Jwk key() {
    return key;
  }

  /** RFC 8555 section 7.3.5. For {@link Accounts} only, which find accounts by their keys. */
  void key(Jwk other) {
    key = other;
  }

  Optional<URI> agreedTerms() {
    return agreedTerms;
  }

  void agree(Optional<URI> terms) {
    agreedTerms = terms;
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

  void revoke() {
    status = Status.REVOKED;
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
    if (!binding.isEmpty()) {
      json.put("externalAccountBinding", binding);
    }
    json.put("orders", urls.to(Urls.ORDERS, id));
    Wire.addUnknownMember(json);
    return json;
  }
}
