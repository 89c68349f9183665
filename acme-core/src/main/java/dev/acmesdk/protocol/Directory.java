package dev.acmesdk.protocol;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a server's resources are (RFC 8555 section 7.1.1), and what it says of itself.
 *
 * @param url where this directory was fetched from
 * @param newNonce gives nonces
 * @param newAccount makes and finds accounts
 * @param newOrder takes orders
 * @param revokeCert revokes, if the server offers it
 * @param keyChange changes account keys, if the server offers it
 * @param renewalInfo gives renewal information (RFC 9773), if the server offers it
 * @param meta what the server says of itself
 */
public record Directory(
    URI url,
    URI newNonce,
    URI newAccount,
    URI newOrder,
    @Nullable URI revokeCert,
    @Nullable URI keyChange,
    @Nullable URI renewalInfo,
    Meta meta) {

  /**
   * What a server says of itself; all of it is optional.
   *
   * @param termsOfService where the terms are, perhaps as a {@code data:} URL
   * @param website the CA's home page
   * @param caaIdentities the names by which CAA records allow this CA
   * @param externalAccountRequired whether new accounts must be bound to one with the CA
   * @param profiles name to description of the certificate profiles on offer
   */
  public record Meta(
      @Nullable URI termsOfService,
      @Nullable URI website,
      List<String> caaIdentities,
      boolean externalAccountRequired,
      Map<String, String> profiles) {

    /** Copies the collections, with their texts cleaned of control characters. */
    public Meta {
      caaIdentities = Text.cleanAll(caaIdentities);
      profiles = Text.cleanAll(profiles);
    }

    /**
     * Where the terms of service are.
     *
     * @return {@code termsOfService}, if the server has terms
     */
    public Optional<URI> terms() {
      return Optional.ofNullable(termsOfService);
    }
  }
}
