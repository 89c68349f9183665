package dev.acmesdk.testing;

import dev.acmesdk.testing.ca.AccountSettings;
import dev.acmesdk.testing.ca.IssuanceSettings;
import dev.acmesdk.testing.ca.LimitSettings;
import dev.acmesdk.testing.ca.ProfileSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who gets certificates from an {@link EmbeddedAcmeServer}, how many, and what they are like. Not
 * for use by several threads.
 *
 * @param <S> what is set up with it
 */
public abstract sealed class CertificateOptions<S extends CertificateOptions<S>>
    permits EmbeddedAcmeServerBuilder {
  private Optional<URI> termsOfService = Optional.empty();
  private boolean externalAccountRequired;
  private final Map<String, byte[]> externalAccounts = new HashMap<>();
  private int ordersPerPage = 10;
  private RateLimits rateLimits = RateLimits.none();
  private Duration certificateValidity = Duration.ofDays(90);
  private Duration backdating = Duration.ofHours(1);
  private int chainLength = 1;
  private List<Integer> alternates = List.of();
  private boolean rsaIssuer;
  private final Map<String, ProfileSettings> profiles = new LinkedHashMap<>();

  CertificateOptions() {}

  abstract S self();

  /**
   * Makes agreement to terms a condition for an account (RFC 8555 section 7.3): without it, {@code
   * userActionRequired}. Default: no terms.
   *
   * @param url where the terms are, as told in the directory
   * @return this
   */
  public S termsOfService(URI url) {
    termsOfService = Optional.of(url);
    return self();
  }

  /**
   * Makes an external account binding a condition for an account (RFC 8555 section 7.3.4): without
   * it, {@code externalAccountRequired}. Default: {@code false}; one that is given is checked all
   * the same.
   *
   * @param required whether the directory says so, and accounts are refused
   * @return this
   */
  public S externalAccountRequired(boolean required) {
    externalAccountRequired = required;
    return self();
  }

  /**
   * Adds an external account that ACME accounts can be bound to, as often as they like.
   *
   * @param kid its key identifier
   * @param hmacKey its MAC key, for HS256, HS384 and HS512
   * @return this
   */
  public S externalAccount(String kid, byte[] hmacKey) {
    require(hmacKey.length > 0, "The MAC key of %s is empty", kid);
    externalAccounts.put(kid, hmacKey.clone());
    return self();
  }

  /**
   * How many orders of an account are listed at a time (RFC 8555 section 7.1.2.1). Default: 10.
   *
   * @param orders 1 or more
   * @return this
   */
  public S ordersPerPage(int orders) {
    require(orders > 0, "Not a number of orders: %s", orders);
    ordersPerPage = orders;
    return self();
  }

  /**
   * Limits what clients may ask for. Default: {@link RateLimits#none}.
   *
   * @param limits for example {@link RateLimits#letsEncrypt}
   * @return this
   */
  public S rateLimits(RateLimits limits) {
    rateLimits = limits;
    return self();
  }

  /**
   * How long certificates are valid, from the time of issuance; they are backdated on top of that,
   * see {@link #backdating}. Default: 90 days.
   *
   * @param validity more than nothing, in whole seconds
   * @return this
   */
  public S certificateValidity(Duration validity) {
    require(!validity.isNegative() && !validity.isZero(), "Not a validity: %s", validity);
    certificateValidity = validity;
    return self();
  }

  /**
   * How long before their issuance certificates begin to be valid, for those whose clocks are
   * behind. With a validity of a few hours, this is a good part of the lifetime, which renewals go
   * by. Default: an hour, as Let's Encrypt does it.
   *
   * @param duration nothing or more
   * @return this
   */
  public S backdating(Duration duration) {
    require(!duration.isNegative(), "The backdating is negative: %s", duration);
    backdating = duration;
    return self();
  }

  /**
   * How many intermediate certificates there are between a certificate and the root. Default: 1.
   *
   * @param intermediates 0 to 9; with 0 the root issues, and chains consist of one certificate
   * @return this
   */
  public S chainLength(int intermediates) {
    require(
        intermediates >= 0 && intermediates < 10,
        "Not a sensible number of intermediates: %s",
        intermediates);
    chainLength = intermediates;
    return self();
  }

  /**
   * Offers more chains for each certificate (RFC 8555 section 7.4.2), each to a root of its own.
   * Default: none.
   *
   * @param intermediates for each chain, how many intermediate certificates it has, 1 to 9
   * @return this
   */
  public S alternateChains(int... intermediates) {
    for (int number : intermediates) {
      require(number > 0 && number < 10, "Not a sensible number of intermediates: %s", number);
    }
    require(intermediates.length < 10, "Too many chains: %s", intermediates.length);
    alternates = Arrays.stream(intermediates).boxed().toList();
    return self();
  }

  /**
   * Whether the CA has RSA keys. Default: {@code false}, P-256, which are made faster.
   *
   * @param rsa {@code true} for RSA with 2048 bits
   * @return this
   */
  public S rsaIssuer(boolean rsa) {
    rsaIssuer = rsa;
    return self();
  }

  /**
   * Adds a kind of certificate that orders can choose (draft-ietf-acme-profiles). The first is for
   * orders that choose none.
   *
   * @param name what orders call it
   * @param description what the directory says about it
   * @param validity how long its certificates are valid, instead of {@link #certificateValidity}
   * @return this
   */
  public S profile(String name, String description, Duration validity) {
    require(!validity.isNegative() && !validity.isZero(), "Not a validity: %s", validity);
    profiles.put(name, new ProfileSettings(description, validity));
    return self();
  }

  AccountSettings accounts() {
    return new AccountSettings(
        termsOfService, externalAccountRequired, externalAccounts, ordersPerPage);
  }

  LimitSettings limits() {
    return rateLimits.settings();
  }

  IssuanceSettings issuance(int processingPolls) {
    return new IssuanceSettings(
        rsaIssuer,
        chainLength,
        alternates,
        certificateValidity,
        backdating,
        profiles,
        processingPolls);
  }

  static void require(boolean condition, String message, Object value) {
    if (!condition) {
      throw new IllegalArgumentException(message.formatted(value));
    }
  }
}
