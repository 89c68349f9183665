package dev.acmesdk.testing.ca;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What can be ordered (RFC 8555 sections 7.1.3 and 7.4). A text that is not in the one form that
 * the RFC allows is malformed; a name in good form that no CA would issue for is rejected.
 */
final class IdentifierRules {
  private static final int MOST = 100;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");

  private IdentifierRules() {}

  static List<Identifier> read(JsonNode payload) {
    List<JsonNode> elements = Json.array(payload, "identifiers", "the payload");
    if (elements.isEmpty() || elements.size() > MOST) {
      throw Refusal.malformed(
          "An order has 1 to %d identifiers, not %d".formatted(MOST, elements.size()));
    }
    Set<Identifier> identifiers = new LinkedHashSet<>();
    for (JsonNode element : elements) {
      Identifier identifier = wellFormed(element);
      if (!identifiers.add(identifier)) {
        throw malformed(identifier, "is in the order twice");
      }
    }
    reject(identifiers, IdentifierRules::reasonAgainst);
    return List.copyOf(identifiers);
  }

  private static Identifier wellFormed(JsonNode element) {
    if (!element.isObject()) {
      throw Refusal.malformed("An identifier is not an object");
    }
    Identifier identifier =
        new Identifier(
            Json.string(element, "type", "an identifier"),
            Json.string(element, "value", "an identifier"));
    switch (identifier.type()) {
      case Identifier.DNS -> checkName(identifier);
      case Identifier.IP -> checkAddress(identifier);
      default ->
          throw Refusal.of(
              ProblemKind.UNSUPPORTED_IDENTIFIER,
              "Identifiers of type \"%s\" are not supported".formatted(identifier.type()));
    }
    return identifier;
  }

  private static void checkName(Identifier identifier) {
    String name = identifier.value();
    if (!name.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw malformed(identifier, "is not in A-label form (RFC 8555 section 7.1.3)");
    }
    if (name.chars().anyMatch(c -> c >= 'A' && c <= 'Z')) {
      throw malformed(identifier, "is not in lower case");
    }
    if (name.endsWith(".")) {
      throw malformed(identifier, "ends with a dot");
    }
  }

  private static void checkAddress(Identifier identifier) {
    Optional<InetAddress> address = IpLiterals.parse(identifier.value());
    if (address.isEmpty()) {
      throw malformed(identifier, "is not an IP address");
    }
    String canonical = IpLiterals.canonical(address.get());
    if (!canonical.equals(identifier.value())) {
      throw malformed(
          identifier, "must be written \"%s\" (RFC 8738 section 3)".formatted(canonical));
    }
  }

  private static Refusal malformed(Identifier identifier, String why) {
    return Refusal.malformed("Identifier \"%s\" %s".formatted(identifier.value(), why));
  }

  /** Several bad names are told together, as subproblems (RFC 8555 section 6.7.1). */
  static void reject(
      Collection<Identifier> identifiers, Function<Identifier, Optional<String>> reasonAgainst) {
    Map<Identifier, String> reasons = new LinkedHashMap<>();
    for (Identifier identifier : identifiers) {
      reasonAgainst.apply(identifier).ifPresent(reason -> reasons.put(identifier, reason));
    }
    if (reasons.isEmpty()) {
      return;
    }
    Map.Entry<Identifier, String> first = reasons.entrySet().iterator().next();
    Problem problem = rejected(first.getKey(), first.getValue());
    if (reasons.size() > 1) {
      List<Object> subproblems = new ArrayList<>();
      reasons.forEach(
          (identifier, reason) ->
              subproblems.add(
                  rejected(identifier, reason).with("identifier", identifier.json()).json()));
      problem =
          Problem.of(
                  ProblemKind.REJECTED_IDENTIFIER,
                  "%s (and %d more problems. Refer to sub-problems for more information.)"
                      .formatted(problem.detail(), reasons.size() - 1))
              .with("subproblems", subproblems);
    }
    throw new Refusal(problem);
  }

  private static Problem rejected(Identifier identifier, String reason) {
    return Problem.of(
        ProblemKind.REJECTED_IDENTIFIER,
        "Cannot issue for \"%s\": %s".formatted(identifier.value(), reason));
  }

  private static Optional<String> reasonAgainst(Identifier identifier) {
    return identifier.isIp()
        ? Optional.empty()
        : Optional.ofNullable(reasonAgainstName(identifier.withoutWildcard().value()));
  }

  private static @Nullable String reasonAgainstName(String name) {
    String[] labels = name.split("\\.", -1);
    if (name.length() > 253) {
      return "Domain name is longer than 253 bytes";
    }
    if (name.contains("*")) {
      return "Domain name has a wildcard that is not its whole leftmost label";
    }
    if (IpLiterals.looksLikeIpv4(name)) {
      return "The ACME server can not issue a certificate for an IP address as a dns identifier";
    }
    if (labels.length < 2) {
      return "Domain name needs at least one dot";
    }
    for (String label : labels) {
      if (label.isEmpty() || label.length() > 63) {
        return "Domain name has a label of %d bytes".formatted(label.length());
      }
      if (!LABEL.matcher(label).matches()) {
        return "Domain name contains an invalid character";
      }
      if (label.startsWith("--", 2) && !label.startsWith("xn--")) {
        return "Domain name contains a reserved label (R-LDH)";
      }
    }
    return null;
  }
}
