package dev.acmesdk.ca;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a CA makes accounts only for its customers (RFC 8555 section 7.3.4), and where those get
 * the credentials that prove it.
 *
 * @param need whether a new account must be bound to one with the CA
 * @param source where and how to get the key identifier and the MAC key; {@code null} if unknown or
 *     not needed
 * @param goodFor within what time the credentials must be used; {@code null} if unknown, unlimited
 *     or not needed
 */
public record ExternalAccount(Need need, @Nullable String source, @Nullable Duration goodFor) {

  /** Everybody can have an account. */
  public static final ExternalAccount NOT_REQUIRED =
      new ExternalAccount(Need.NOT_REQUIRED, null, null);

  /** The directory will tell. */
  public static final ExternalAccount UNKNOWN = new ExternalAccount(Need.UNKNOWN, null, null);

  /** Whether a new account must be bound to one with the CA. */
  public enum Need {
    /** It need not. */
    NOT_REQUIRED,
    /** It must, and {@code externalAccountRequired} in the directory says so. */
    REQUIRED,
    /** It must, although {@code externalAccountRequired} in the directory is not {@code true}. */
    REQUIRED_UNANNOUNCED,
    /** The directory will tell. */
    UNKNOWN
  }

  /**
   * Whether it is known that credentials are needed, whatever the directory says.
   *
   * @return {@code false} if they are not needed, or nothing is known
   */
  public boolean isRequired() {
    return need == Need.REQUIRED || need == Need.REQUIRED_UNANNOUNCED;
  }
}
