package dev.acmesdk.preflight;

import java.util.Locale;

/** What a finding is about. */
public enum Topic {
  /** This machine's time. */
  CLOCK,
  /** The CA's server, and what it offers. */
  CA,
  /** The account at the CA, or what it takes to make one. */
  ACCOUNT,
  /** Whether the names can be proved in this way, and whether the CA issues for such names. */
  CHALLENGE,
  /** The port that is to be opened. */
  PORT,
  /** The addresses of the names. */
  NAMES,
  /** Whether responses can be fetched as the CA would. */
  REACHABILITY,
  /** What lets requests in, or does not. */
  FIREWALL,
  /** That this is a container. */
  CONTAINER,
  /** Who may issue for the names (RFC 8659). */
  CAA,
  /** Where the certificate will be kept. */
  STORE,
  /** How often the CA issues. */
  RATE_LIMIT;

  /**
   * The topic as programs see it.
   *
   * @return for example {@code rate-limit}; it stays the same between versions
   */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
