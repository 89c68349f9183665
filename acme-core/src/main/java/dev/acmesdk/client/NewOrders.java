package dev.acmesdk.client;

import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.protocol.Directory;
import dev.acmesdk.protocol.Identifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The JSON of a new order (RFC 8555 section 7.4, RFC 9773 section 5, draft-ietf-acme-profiles
 * section 4).
 */
final class NewOrders {
  private NewOrders() {}

  /** Leaves out, or refuses, what the server does not offer. */
  static NewOrder possibleAt(Directory directory, NewOrder request) {
    String profile = request.profile();
    if (profile != null && !directory.meta().profiles().containsKey(profile)) {
      throw new InvalidRequestException(noSuchProfile(profile, directory));
    }
    return directory.renewalInfo() == null ? request.withReplaces(null) : request;
  }

  private static String noSuchProfile(String profile, Directory directory) {
    Set<String> offered = new TreeSet<>(directory.meta().profiles().keySet());
    return offered.isEmpty()
        ? "The CA has no profiles, so it has no \"%s\" either. Leave the profile out."
            .formatted(profile)
        : "The CA has no profile \"%s\". Ask for one of %s, or for none."
            .formatted(profile, String.join(", ", offered));
  }

  static Map<String, Object> payload(NewOrder request) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("identifiers", request.identifiers().stream().map(NewOrders::json).toList());
    if (request.notBefore() != null) {
      payload.put("notBefore", request.notBefore().toString());
    }
    if (request.notAfter() != null) {
      payload.put("notAfter", request.notAfter().toString());
    }
    if (request.profile() != null) {
      payload.put("profile", request.profile());
    }
    if (request.replaces() != null) {
      payload.put("replaces", request.replaces().value());
    }
    return payload;
  }

  private static Map<String, String> json(Identifier identifier) {
    Map<String, String> json = new LinkedHashMap<>();
    json.put("type", identifier.type());
    json.put("value", identifier.value());
    return json;
  }
}
