package dev.acmesdk;

import java.net.URI;

/** The directories of Let's Encrypt, the default CA. */
public final class LetsEncrypt {
  /** Issues certificates that are trusted everywhere, within strict rate limits. */
  public static final URI PRODUCTION = URI.create("https://acme-v02.api.letsencrypt.org/directory");

  /** For practice: certificates that nobody trusts, and hardly any limits. */
  public static final URI STAGING =
      URI.create("https://acme-staging-v02.api.letsencrypt.org/directory");

  private LetsEncrypt() {}
}
