package dev.acmesdk.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to tell a server about a new account (RFC 8555 section 7.3).
 *
 * @param contact contact URLs, {@code mailto:} and one address each; may be empty
 * @param termsOfServiceAgreed whether a human agreed to the server's terms
 * @param externalAccount the account with the CA that the new one is to be bound to (section
 *     7.3.4); {@code null} for none
 */
public record NewAccount(
    List<String> contact, boolean termsOfServiceAgreed, @Nullable ExternalAccount externalAccount) {

  /**
   * Copies the contacts, and refuses what RFC 8555 section 7.3 forbids.
   *
   * @throws dev.acmesdk.error.InvalidRequestException if a contact is unusable
   */
  public NewAccount {
    contact = Contacts.checked(contact);
  }

  /**
   * An account that is bound to no other.
   *
   * @param contact contact URLs, {@code mailto:} and one address each; may be empty
   * @param termsOfServiceAgreed whether a human agreed to the server's terms
   */
  public NewAccount(List<String> contact, boolean termsOfServiceAgreed) {
    this(contact, termsOfServiceAgreed, null);
  }

  /**
   * The same, bound to an account with the CA (RFC 8555 section 7.3.4).
   *
   * @param external the credentials that the CA has given out; {@code null} for none
   * @return a changed copy
   */
  public NewAccount withExternalAccount(@Nullable ExternalAccount external) {
    return new NewAccount(contact, termsOfServiceAgreed, external);
  }
}
