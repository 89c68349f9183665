package dev.acmesdk.testing.ca;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Who can have an account.
 *
 * @param termsOfService what accounts have to agree to, if anything
 * @param externalAccountRequired whether accounts need an external account binding
 * @param externalAccounts the MAC keys of external accounts by their identifiers
 * @param ordersPerPage how many orders of an account are listed at a time
 */
public record AccountSettings(
    Optional<URI> termsOfService,
    boolean externalAccountRequired,
    Map<String, byte[]> externalAccounts,
    int ordersPerPage) {

  /** Copies the map. */
  public AccountSettings {
    externalAccounts = Map.copyOf(externalAccounts);
  }

  /** Shows no keys. */
  @Override
  public String toString() {
    return "AccountSettings[terms=%s, externalAccounts=%s]"
        .formatted(termsOfService, externalAccounts.keySet());
  }
}
