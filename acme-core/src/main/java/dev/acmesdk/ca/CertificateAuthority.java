package dev.acmesdk.ca;

import dev.acmesdk.crypto.KeyAlgorithm;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a CA before one asks it. Its directory (RFC 8555 section 7.1.1) may say more,
 * and newer things.
 *
 * @param name what people call it
 * @param directory the URL of its directory
 * @param staging the directory of its twin for practice, whose certificates nobody trusts; {@code
 *     null} if none is known
 * @param website its home page; {@code null} if unknown
 * @param caaIdentities the names by which CAA records allow it (RFC 8659); empty if unknown
 * @param externalAccount whether it makes accounts only for its customers
 * @param nameRules by which rules it judges names
 * @param limits what it takes in an order that names no profile
 * @param profiles what it takes in an order that names this profile, by the profile's name; there
 *     may be more profiles than these
 * @param accountKeys the kinds of account key that it accepts; empty if unknown
 * @param ordersList whether accounts have a list of their orders (RFC 8555 section 7.1.2.1)
 * @param renewalInfo whether it says when to renew (RFC 9773)
 */
public record CertificateAuthority(
    String name,
    URI directory,
    @Nullable URI staging,
    @Nullable URI website,
    List<String> caaIdentities,
    ExternalAccount externalAccount,
    NameRules nameRules,
    OrderLimits limits,
    Map<String, OrderLimits> profiles,
    Set<KeyAlgorithm> accountKeys,
    Offered ordersList,
    Offered renewalInfo) {

  /** Copies the collections; the profiles keep their order. */
  public CertificateAuthority {
    caaIdentities = List.copyOf(caaIdentities);
    profiles = Collections.unmodifiableMap(new LinkedHashMap<>(profiles));
    accountKeys = Set.copyOf(accountKeys);
  }

  /**
   * Describes a CA that the catalogue does not list, such as one of your own. All that is not told
   * to the builder is unknown.
   *
   * @param name what people call it
   * @param directory the URL of its directory
   * @return a builder
   */
  public static CertificateAuthorityBuilder builder(String name, URI directory) {
    return new CertificateAuthorityBuilder(name, directory);
  }

  /**
   * What it takes in an order.
   *
   * @param profile the profile that the order names, {@code null} if it names none
   * @return the limits; of a profile that is not listed here, only what holds for all profiles
   */
  public OrderLimits limits(@Nullable String profile) {
    if (profile == null) {
      return limits;
    }
    OrderLimits known = profiles.get(profile);
    return known == null ? limits.ofAnotherProfile() : known;
  }
}
