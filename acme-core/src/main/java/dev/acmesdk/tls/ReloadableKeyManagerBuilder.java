package dev.acmesdk.tls;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;

/** Chooses how a {@link ReloadableKeyManager} behaves. Not thread-safe. */
public final class ReloadableKeyManagerBuilder {
  private static final Duration LONGEST_SESSION = Duration.ofHours(1);

  private final Function<ReloadableKeyManagerBuilder, ReloadableKeyManager> construction;
  private Clock clock = Clock.systemUTC();
  private Duration sessionTimeout = LONGEST_SESSION;
  private boolean refusesUnknownNames;

  ReloadableKeyManagerBuilder(
      Function<ReloadableKeyManagerBuilder, ReloadableKeyManager> construction) {
    this.construction = construction;
  }

  /**
   * Refuses clients that ask for a name which is not published, instead of showing them the
   * default: their handshake fails. Who asks for no name, or for an address, still gets the
   * default.
   *
   * @return this
   */
  public ReloadableKeyManagerBuilder refusingUnknownNames() {
    refusesUnknownNames = true;
    return this;
  }

  /**
   * For how long sessions of the {@linkplain ReloadableKeyManager#sslContext context} can be
   * resumed. A resumed session keeps its old certificate, so this should be short against the life
   * of a certificate.
   *
   * @param timeout from a second to an hour, which is the default
   * @return this
   * @throws IllegalArgumentException if it is shorter or longer
   */
  public ReloadableKeyManagerBuilder sessionTimeout(Duration timeout) {
    if (timeout.toSeconds() < 1 || timeout.compareTo(LONGEST_SESSION) > 0) {
      throw new IllegalArgumentException(
          "Sessions can be resumed for a second to an hour, not for " + timeout);
    }
    sessionTimeout = timeout;
    return this;
  }

  /**
   * Tells the time by another clock.
   *
   * @param source tells whether a certificate has expired
   * @return this
   */
  public ReloadableKeyManagerBuilder clock(Clock source) {
    clock = source;
    return this;
  }

  /**
   * Makes the key manager.
   *
   * @return a key manager without certificates
   */
  public ReloadableKeyManager build() {
    return construction.apply(this);
  }

  Clock clock() {
    return clock;
  }

  Duration sessionTimeout() {
    return sessionTimeout;
  }

  boolean refusesUnknownNames() {
    return refusesUnknownNames;
  }
}
