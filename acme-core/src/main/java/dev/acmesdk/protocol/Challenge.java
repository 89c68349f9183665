package dev.acmesdk.protocol;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One way to prove control of an identifier (RFC 8555 section 7.1.5 and 8).
 *
 * <p>Servers offer new kinds as they are invented; what this version does not know is {@link
 * Unknown} and does no harm.
 */
public sealed interface Challenge {

  /**
   * The challenge's type.
   *
   * @return for example {@code http-01}
   */
  String type();

  /**
   * Where to tell the server that everything is in place.
   *
   * @return the challenge's URL
   */
  URI url();

  /**
   * How far it has come.
   *
   * @return its state
   */
  Status status();

  /**
   * The problem member of the challenge.
   *
   * @return what went wrong, or {@code null}
   */
  @Nullable Problem error();

  /**
   * Why it failed.
   *
   * @return what went wrong, if something did
   */
  default Optional<Problem> problem() {
    return Optional.ofNullable(error());
  }

  /** The states of RFC 8555 section 7.1.6. */
  enum Status {
    /** The server waits for the client's word. */
    PENDING,
    /** The server is validating. */
    PROCESSING,
    /** Control was proved. */
    VALID,
    /** Control was not proved. */
    INVALID,
    /** The server used a word that this version does not know. */
    UNKNOWN
  }

  /** A challenge whose response is made from a token and the account's key (section 8.1). */
  sealed interface WithToken extends Challenge {
    /**
     * The server's random text.
     *
     * @return base64url characters only; this was checked
     */
    String token();

    /**
     * The text that proves control.
     *
     * @param thumbprint of the account's key
     * @return the key authorization
     */
    default KeyAuthorization keyAuthorization(String thumbprint) {
      return new KeyAuthorization(token(), thumbprint);
    }
  }

  /**
   * A file on port 80 (RFC 8555 section 8.3).
   *
   * @param url the challenge's URL
   * @param status how far it has come
   * @param error what went wrong, if something did
   * @param token the server's random text
   */
  record Http01(URI url, Status status, @Nullable Problem error, String token)
      implements WithToken {
    /** The type's name. */
    public static final String TYPE = "http-01";

    /** What all paths of responses start with. */
    public static final String PATH_PREFIX = "/.well-known/acme-challenge/";

    /** Refuses a token that is not base64url. */
    public Http01 {
      KeyAuthorization.checkToken(token);
    }

    @Override
    public String type() {
      return TYPE;
    }

    /**
     * The path at which the server will look.
     *
     * @return the path of the URL, from the slash on
     */
    public String path() {
      return PATH_PREFIX + token;
    }
  }

  /**
   * A TXT record (RFC 8555 section 8.4).
   *
   * @param url the challenge's URL
   * @param status how far it has come
   * @param error what went wrong, if something did
   * @param token the server's random text
   */
  record Dns01(URI url, Status status, @Nullable Problem error, String token) implements WithToken {
    /** The type's name. */
    public static final String TYPE = "dns-01";

    /** Refuses a token that is not base64url. */
    public Dns01 {
      KeyAuthorization.checkToken(token);
    }

    @Override
    public String type() {
      return TYPE;
    }
  }

  /**
   * A certificate on port 443 (RFC 8737).
   *
   * @param url the challenge's URL
   * @param status how far it has come
   * @param error what went wrong, if something did
   * @param token the server's random text
   */
  record TlsAlpn01(URI url, Status status, @Nullable Problem error, String token)
      implements WithToken {
    /** The type's name. */
    public static final String TYPE = "tls-alpn-01";

    /** The application protocol that the CA offers, and no one else (RFC 8737 section 6.2). */
    public static final String PROTOCOL = "acme-tls/1";

    /** Refuses a token that is not base64url. */
    public TlsAlpn01 {
      KeyAuthorization.checkToken(token);
    }

    @Override
    public String type() {
      return TYPE;
    }

    /**
     * By which name the CA asks for the certificate of an identifier, in the SNI extension.
     *
     * @param identifier what control is to be proved of
     * @return a DNS name itself in lower case (RFC 8737 section 3), or the reverse name of an
     *     address (RFC 8738 section 6)
     */
    public static String serverName(Identifier identifier) {
      return TlsAlpnServerNames.of(identifier);
    }
  }

  /**
   * A TXT record below a label of the account's own (draft-ietf-acme-dns-account-label-03).
   * Experimental: it follows a draft and may change in a minor version.
   *
   * @param url the challenge's URL
   * @param status how far it has come
   * @param error what went wrong, if something did
   * @param token the server's random text
   */
  record DnsAccount01(URI url, Status status, @Nullable Problem error, String token)
      implements WithToken {
    /** The type's name. */
    public static final String TYPE = "dns-account-01";

    /** Refuses a token that is not base64url. */
    public DnsAccount01 {
      KeyAuthorization.checkToken(token);
    }

    @Override
    public String type() {
      return TYPE;
    }

    /**
     * The first label of the record's name (section 3.2 of the draft). It depends on each character
     * of the account's URL, and on nothing else: it stays when the account's key changes.
     *
     * @param account the account's URL, exactly as the server gave it
     * @return an underscore and 16 lower-case base32 characters
     */
    public static String label(URI account) {
      return AccountLabel.of(account);
    }
  }

  /**
   * A TXT record that stays (draft-ietf-acme-dns-persist-01). It has no token. Experimental: it
   * follows a draft and may change in a minor version. What later drafts made of it is {@link
   * Unknown}.
   *
   * @param url the challenge's URL
   * @param status how far it has come
   * @param error what went wrong, if something did
   * @param issuerDomainNames the names by which the record may name the CA; 1 to 10
   * @param accountUri which account the CA wants the record to name, {@code null} if it does not
   *     say so (draft -00); without control characters
   */
  record DnsPersist01(
      URI url,
      Status status,
      @Nullable Problem error,
      List<String> issuerDomainNames,
      @Nullable String accountUri)
      implements Challenge {
    /** The type's name. */
    public static final String TYPE = "dns-persist-01";

    /** Copies the list, and cleans the URI. */
    public DnsPersist01 {
      issuerDomainNames = List.copyOf(issuerDomainNames);
      accountUri = accountUri == null ? null : Text.clean(accountUri);
    }

    @Override
    public String type() {
      return TYPE;
    }

    /**
     * Whether a record that names an account is what the CA wants. URIs are compared character by
     * character (section 4.1 of the draft).
     *
     * @param account the account's URL
     * @return {@code false} if the CA says that the record should name another one
     */
    public boolean isFor(URI account) {
      return accountUri == null || accountUri.equals(account.toString());
    }
  }

  /**
   * A challenge of a type that this version does not know, or of a known type in a form that it
   * does not understand.
   *
   * @param type the server's word, cleaned of control characters
   * @param url the challenge's URL
   * @param status how far it has come
   * @param error what went wrong, if something did
   */
  record Unknown(String type, URI url, Status status, @Nullable Problem error)
      implements Challenge {

    /** Cleans the type. */
    public Unknown {
      type = Text.clean(type);
    }
  }
}
