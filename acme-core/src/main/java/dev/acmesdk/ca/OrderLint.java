package dev.acmesdk.ca;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.protocol.Identifier;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds, without a request, what a CA will certainly refuse. Refusals cost more than time: they
 * count against rate limits.
 *
 * <p>What is unknown of a CA is not checked, so of a CA that is not in {@link
 * CertificateAuthorities} nothing is. Nor is it checked whether a name is a public suffix, such as
 * {@code co.uk}: that takes a list that is always up to date. Profiles that are not in the
 * catalogue are left to the CA, which may have new ones.
 *
 * <p>Instances are immutable.
 */
public final class OrderLint {
  private final CertificateAuthority ca;
  private final NameLint names;

  private OrderLint(CertificateAuthority ca) {
    this.ca = ca;
    this.names = new NameLint(ca.name(), ca.nameRules());
  }

  /**
   * Checks by what is known of a CA.
   *
   * @param ca one from the catalogue, or of your own description
   * @return the lint
   */
  public static OrderLint of(CertificateAuthority ca) {
    return new OrderLint(ca);
  }

  /**
   * Checks by what the catalogue knows of a CA.
   *
   * @param directory the URL of the CA's directory
   * @return the lint; it finds nothing if the catalogue does not list the CA
   */
  public static OrderLint at(URI directory) {
    return new OrderLint(
        CertificateAuthorities.at(directory)
            .orElseGet(() -> CertificateAuthority.builder("this CA", directory).build()));
  }

  /**
   * Refuses an order that the CA will refuse.
   *
   * @param order what is going to be ordered
   * @throws InvalidRequestException with all findings
   */
  public void check(PlannedOrder order) {
    List<String> findings = findings(order);
    if (!findings.isEmpty()) {
      throw new InvalidRequestException(findings);
    }
  }

  /**
   * Tells why the CA will refuse an order.
   *
   * @param order what is going to be ordered
   * @return one text for each fault, at most one for each identifier: what is wrong, and what to
   *     do; empty if nothing is known to be wrong
   */
  public List<String> findings(PlannedOrder order) {
    OrderLimits limits = ca.limits(order.profile());
    List<String> findings = new ArrayList<>();
    checkNumber(order, limits, findings);
    checkDates(order, limits, findings);
    checkKey(order.certificateKey(), limits, findings);
    for (Identifier identifier : order.identifiers()) {
      String finding = finding(identifier, order, limits);
      if (finding != null) {
        findings.add(finding);
      }
    }
    return List.copyOf(findings);
  }

  /**
   * Refuses a kind of account key (RFC 8555 section 6.2) that the CA will refuse.
   *
   * @param key the kind of key that the account is to have
   * @throws InvalidRequestException if the CA is known not to take it
   */
  public void checkAccountKey(KeyAlgorithm key) {
    String finding = finding("takes no account keys", key, ca.accountKeys());
    if (finding != null) {
      throw new InvalidRequestException(finding);
    }
  }

  private void checkNumber(PlannedOrder order, OrderLimits limits, List<String> findings) {
    int given = order.identifiers().size();
    if (given > limits.maxNames().orElse(Integer.MAX_VALUE)) {
      findings.add(
          "%d names were given, but a certificate from %s%s has at most %d. Spread them over several certificates."
              .formatted(
                  given, ca.name(), ofProfile(order.profile()), limits.maxNames().orElseThrow()));
    }
  }

  private static String ofProfile(@Nullable String profile) {
    return profile == null ? "" : " with the profile \"" + profile + "\"";
  }

  private void checkDates(PlannedOrder order, OrderLimits limits, List<String> findings) {
    boolean asked = order.notBefore() != null || order.notAfter() != null;
    if (asked && limits.validityDates() == Offered.NO) {
      findings.add(
          "%s decides itself how long certificates are valid, and refuses orders with notBefore or notAfter. Leave them out, or choose a profile."
              .formatted(ca.name()));
    }
  }

  private void checkKey(@Nullable KeyAlgorithm key, OrderLimits limits, List<String> findings) {
    String finding = finding("makes no certificates for keys", key, limits.certificateKeys());
    if (finding != null) {
      findings.add(finding);
    }
  }

  /** Of a CA of which nothing is known, the set is empty. */
  private @Nullable String finding(
      String refusal, @Nullable KeyAlgorithm key, Set<KeyAlgorithm> accepted) {
    if (key == null || accepted.isEmpty() || accepted.contains(key)) {
      return null;
    }
    return "%s %s of the kind %s. Choose one of %s."
        .formatted(
            ca.name(),
            refusal,
            key,
            accepted.stream()
                .sorted()
                .map(KeyAlgorithm::toString)
                .collect(Collectors.joining(", ")));
  }

  private @Nullable String finding(Identifier identifier, PlannedOrder order, OrderLimits limits) {
    if (identifier instanceof Identifier.Ip ip) {
      String reserved = names.finding(ip);
      return reserved == null && limits.ipAddresses() == Offered.NO
          ? noAddresses(ip, order.profile())
          : reserved;
    }
    if (identifier.isWildcard() && limits.wildcards() == Offered.NO) {
      return "\"%s\" is a wildcard, and %s issues none. Name the hosts one by one."
          .formatted(identifier, ca.name());
    }
    return identifier instanceof Identifier.Dns dns ? names.finding(dns, order) : null;
  }

  private String noAddresses(Identifier.Ip address, @Nullable String profile) {
    String others =
        ca.profiles().entrySet().stream()
            .filter(entry -> entry.getValue().ipAddresses() == Offered.YES)
            .map(Map.Entry::getKey)
            .collect(Collectors.joining("\" or \""));
    return "\"%s\" is an IP address, for which %s does not issue%s. %s."
        .formatted(
            address,
            ca.name(),
            others.isEmpty() ? "" : profile == null ? " by default" : ofProfile(profile),
            others.isEmpty() ? "Use a domain name" : "Choose the profile \"" + others + "\"");
  }
}
