package dev.acmesdk.testing;

import dev.acmesdk.testing.ca.Limit;
import dev.acmesdk.testing.ca.LimitSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * How much a client may ask for at an {@link EmbeddedAcmeServer}, in the shape of Let's Encrypt's
 * limits: an allowance that comes back bit by bit, so that of five in an hour one comes back every
 * twelve minutes. Orders that replace a certificate (RFC 9773) are subject to no limit. Immutable.
 */
public final class RateLimits {
  private static final RateLimits NONE =
      new RateLimits(new LimitSettings(Optional.empty(), Optional.empty(), Optional.empty()));

  private final LimitSettings settings;

  private RateLimits(LimitSettings settings) {
    this.settings = settings;
  }

  /**
   * No limits.
   *
   * @return what a server has by default
   */
  public static RateLimits none() {
    return NONE;
  }

  /**
   * Let's Encrypt's limits: 300 new orders of an account in three hours, 5 certificates for the
   * same names in a week, 5 failed authorizations of an account for a name in an hour.
   *
   * @return limits
   */
  public static RateLimits letsEncrypt() {
    return new RateLimits(LimitSettings.letsEncrypt());
  }

  /**
   * The same with another limit on the new orders of an account.
   *
   * @param count how many, 1 or more
   * @param window in which time
   * @return changed limits
   */
  public RateLimits newOrders(int count, Duration window) {
    return new RateLimits(
        new LimitSettings(limit(count, window), settings.certificates(), settings.failures()));
  }

  /**
   * The same with another limit on certificates for one exact set of names, of all accounts
   * together.
   *
   * @param count how many, 1 or more
   * @param window in which time
   * @return changed limits
   */
  public RateLimits certificatesPerExactSet(int count, Duration window) {
    return new RateLimits(
        new LimitSettings(settings.newOrders(), limit(count, window), settings.failures()));
  }

  /**
   * The same with another limit on failed authorizations of one account for one name.
   *
   * @param count how many, 1 or more
   * @param window in which time
   * @return changed limits
   */
  public RateLimits failedAuthorizations(int count, Duration window) {
    return new RateLimits(
        new LimitSettings(settings.newOrders(), settings.certificates(), limit(count, window)));
  }

  private static Optional<Limit> limit(int count, Duration window) {
    if (count < 1 || window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("Not a limit: %d in %s".formatted(count, window));
    }
    return Optional.of(new Limit(count, window));
  }

  LimitSettings settings() {
    return settings;
  }
}
