package dev.acmesdk.ca;

import dev.acmesdk.crypto.KeyAlgorithm;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is known of a CA. Not for use by several threads. */
public final class CertificateAuthorityBuilder {
  private final String name;
  private final URI directory;
  private @Nullable URI staging;
  private @Nullable URI website;
  private List<String> caaIdentities = List.of();
  private ExternalAccount externalAccount = ExternalAccount.UNKNOWN;
  private NameRules nameRules = NameRules.UNKNOWN;
  private OrderLimits limits = OrderLimits.UNKNOWN;
  private final Map<String, OrderLimits> profiles = new LinkedHashMap<>();
  private Set<KeyAlgorithm> accountKeys = Set.of();
  private Offered ordersList = Offered.UNKNOWN;
  private Offered renewalInfo = Offered.UNKNOWN;

  CertificateAuthorityBuilder(String name, URI directory) {
    this.name = name;
    this.directory = directory;
  }

  /**
   * Sets the twin for practice.
   *
   * @param url the URL of its directory
   * @return this
   */
  public CertificateAuthorityBuilder staging(URI url) {
    staging = url;
    return this;
  }

  /**
   * Sets the home page.
   *
   * @param url the CA's home page
   * @return this
   */
  public CertificateAuthorityBuilder website(URI url) {
    website = url;
    return this;
  }

  /**
   * Sets the names by which CAA records allow the CA (RFC 8659).
   *
   * @param names domain names
   * @return this
   */
  public CertificateAuthorityBuilder caaIdentities(String... names) {
    caaIdentities = List.of(names);
    return this;
  }

  /**
   * Sets whether the CA makes accounts only for its customers.
   *
   * @param account what is known
   * @return this
   */
  public CertificateAuthorityBuilder externalAccount(ExternalAccount account) {
    externalAccount = account;
    return this;
  }

  /**
   * Sets by which rules the CA judges names.
   *
   * @param rules the rules
   * @return this
   */
  public CertificateAuthorityBuilder nameRules(NameRules rules) {
    nameRules = rules;
    return this;
  }

  /**
   * Sets what the CA takes in an order that names no profile.
   *
   * @param taken the limits
   * @return this
   */
  public CertificateAuthorityBuilder limits(OrderLimits taken) {
    limits = taken;
    return this;
  }

  /**
   * Adds a profile.
   *
   * @param profile the profile's name
   * @param taken what the CA takes in an order that names it
   * @return this
   */
  public CertificateAuthorityBuilder profile(String profile, OrderLimits taken) {
    profiles.put(profile, taken);
    return this;
  }

  /**
   * Sets the kinds of account key that the CA accepts.
   *
   * @param keys the kinds
   * @return this
   */
  public CertificateAuthorityBuilder accountKeys(Set<KeyAlgorithm> keys) {
    accountKeys = keys;
    return this;
  }

  /**
   * Sets whether accounts have a list of their orders (RFC 8555 section 7.1.2.1).
   *
   * @param offered whether they have
   * @return this
   */
  public CertificateAuthorityBuilder ordersList(Offered offered) {
    ordersList = offered;
    return this;
  }

  /**
   * Sets whether the CA says when to renew (RFC 9773).
   *
   * @param offered whether it does
   * @return this
   */
  public CertificateAuthorityBuilder renewalInfo(Offered offered) {
    renewalInfo = offered;
    return this;
  }

  /**
   * Ends the description.
   *
   * @return the CA
   */
  public CertificateAuthority build() {
    return new CertificateAuthority(
        name,
        directory,
        staging,
        website,
        caaIdentities,
        externalAccount,
        nameRules,
        limits,
        profiles,
        accountKeys,
        ordersList,
        renewalInfo);
  }
}
