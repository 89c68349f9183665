package dev.acmesdk.spring;

import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.issuance.CertificateRequest;
import dev.acmesdk.protocol.Identifier;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate that the properties ask for.
 *
 * @param name under which it is kept
 * @param domains what it is for
 */
record Wanted(String name, List<String> domains) {
  Wanted {
    domains = List.copyOf(domains);
  }

  /** All of them, the default one first. */
  static List<Wanted> of(AcmeProperties properties) {
    List<Wanted> all = new ArrayList<>();
    if (!properties.domains().isEmpty()) {
      List<String> domains = properties.domains();
      all.add(checked("acme.domains", nameAfter(domains.get(0)), domains));
    }
    properties
        .certificates()
        .forEach(
            (name, one) ->
                all.add(checked("acme.certificates." + name + ".domains", name, one.domains())));
    if (all.isEmpty()) {
      throw new AcmePropertyException(
          "acme.domains is missing: it is not known what the certificate is to be for.",
          "Set acme.domains to the DNS names of this server, or acme.enabled=false.");
    }
    return List.copyOf(all);
  }

  /** As Certbot does it. */
  private static String nameAfter(String domain) {
    return domain.startsWith("*.") ? domain.substring(2) : domain;
  }

  private static Wanted checked(String property, String name, List<String> domains) {
    try {
      if (domains.isEmpty()) {
        throw new InvalidRequestException("There is no name.");
      }
      Wanted wanted = new Wanted(name, domains);
      List<Identifier> identifiers = wanted.identifiers();
      return new Wanted(name, identifiers.stream().map(Identifier::value).toList());
    } catch (InvalidRequestException e) {
      throw new AcmePropertyException(
          "%s is %s: %s".formatted(property, domains, e.getMessage()),
          "Correct " + property + ": DNS names, without scheme, port or path.");
    }
  }

  List<Identifier> identifiers() {
    return CertificateRequest.identifiers(domains);
  }

  boolean hasWildcard() {
    return domains.stream().anyMatch(domain -> domain.startsWith("*."));
  }
}
