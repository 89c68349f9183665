package dev.acmesdk;

import dev.acmesdk.ca.CertificateAuthorities;
import java.net.URI;

/**
 * The directories of Let's Encrypt, the default CA. {@link CertificateAuthorities} has those of
 * others.
 */
public final class LetsEncrypt {
  /** Issues certificates that are trusted everywhere, within strict rate limits. */
  public static final URI PRODUCTION = CertificateAuthorities.LETS_ENCRYPT.directory();

  /** For practice: certificates that nobody trusts, and hardly any limits. */
  public static final URI STAGING = CertificateAuthorities.LETS_ENCRYPT_STAGING.directory();

  private LetsEncrypt() {}
}
