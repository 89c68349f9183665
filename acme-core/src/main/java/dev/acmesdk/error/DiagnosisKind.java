package dev.acmesdk.error;

import java.net.URI;
import java.util.Locale;

/**
 * Why a CA says no, as far as its words tell: the same for all CAs, whatever they call it.
 *
 * <p>New constants may be added in later versions. Each has a section of its own on the page
 * "Troubleshooting" of the documentation, under its {@link #id}.
 */
public enum DiagnosisKind {
  /** Nothing listens on the port. */
  CONNECTION_REFUSED,
  /** The server answers too slowly. */
  SLOW_SERVER,
  /** Packets to the server vanish. */
  FIREWALL_TIMEOUT,
  /** The connection was cut. */
  CONNECTION_RESET,
  /** No route leads to the address. */
  NETWORK_UNREACHABLE,
  /** The only address is an IPv6 one, and it fails. */
  IPV6_UNREACHABLE,
  /** The server speaks HTTP/2 where HTTP/1.1 is expected. */
  HTTP2_ON_PORT_80,
  /** The CA could not connect, and does not say why. */
  CONNECTION_FAILED,
  /** The server redirects in a circle, or too often. */
  REDIRECT_LOOP,
  /** The server redirects to a port that the CA does not visit. */
  REDIRECT_TO_WRONG_PORT,
  /** The target of a redirect is no host name. */
  REDIRECT_TO_BROKEN_HOST,
  /** The redirect has a status that the CA does not follow. */
  REDIRECT_STATUS,
  /** The target of a redirect speaks only old TLS. */
  REDIRECT_TLS_TOO_OLD,
  /** The file holds something else. */
  WRONG_CONTENT,
  /** The server does not know the challenge. */
  NOT_FOUND,
  /** The server answers with an error or a page of its own. */
  HTTP_ERROR,
  /** The CA did not find what it asked for, and says no more. */
  CONTROL_NOT_PROVEN,
  /** The name has no address that the CA may visit. */
  NO_PUBLIC_ADDRESS,
  /** The signatures of the zone are wrong. */
  DNSSEC_BROKEN,
  /** The name does not exist. */
  NAME_NOT_IN_DNS,
  /** The name servers do not answer. */
  DNS_TIMEOUT,
  /** The name servers fail. */
  DNS_SERVERS_FAIL,
  /** A question to DNS failed, and the CA does not say how. */
  DNS_LOOKUP_FAILED,
  /** There is a TXT record, with another value. */
  TXT_WRONG,
  /** There is no TXT record. */
  TXT_MISSING,
  /** The lasting record is for another account. */
  PERSIST_RECORD_ACCOUNT,
  /** The lasting record does not allow this. */
  PERSIST_RECORD_POLICY,
  /** The lasting record has ended. */
  PERSIST_RECORD_EXPIRED,
  /** The lasting record cannot be used. */
  PERSIST_RECORD_WRONG,
  /** CAA records allow other CAs only. */
  CAA_FORBIDS,
  /** The CA could not ask for CAA records. */
  CAA_LOOKUP_FAILED,
  /** A plain-text server is on the port for TLS. */
  TLS_NOT_SPOKEN,
  /** The server does not know acme-tls/1. */
  TLS_NO_ALPN,
  /** The server shows another certificate. */
  TLS_WRONG_CERTIFICATE,
  /** The TLS handshake failed. */
  TLS_FAILED,
  /** Too many new accounts. */
  RATE_LIMIT_NEW_ACCOUNTS,
  /** Too many orders. */
  RATE_LIMIT_NEW_ORDERS,
  /** Too many failed validations of one name. */
  RATE_LIMIT_FAILED_VALIDATIONS,
  /** Too many certificates for the very same names. */
  RATE_LIMIT_EXACT_SET,
  /** Too many certificates for one registered domain. */
  RATE_LIMIT_REGISTERED_DOMAIN,
  /** Too many requests. */
  RATE_LIMIT_REQUESTS,
  /** Another limit. */
  RATE_LIMITED,
  /** The CA has paused the account for some names. */
  ACCOUNT_PAUSED,
  /** The name is not below a public suffix. */
  NAME_NOT_PUBLIC,
  /** The CA's policy forbids the name. */
  NAME_FORBIDDEN_BY_POLICY,
  /** The name has one label only. */
  NAME_NEEDS_A_DOT,
  /** The name has a character that no host name has. */
  NAME_INVALID_CHARACTER,
  /** The name is not a host name. */
  NAME_MALFORMED,
  /** The profile is not for IP addresses. */
  PROFILE_FORBIDS_IP,
  /** The CA does not issue for IP addresses. */
  IP_ADDRESS_REFUSED,
  /** The CA will not issue for the name. */
  NAME_REJECTED,
  /** The CA does not know that type of identifier. */
  IDENTIFIER_TYPE_UNSUPPORTED,
  /** Several names have a problem each. */
  SEVERAL_PROBLEMS,
  /** The CA does not know the account. */
  ACCOUNT_UNKNOWN,
  /** The account was deactivated by its owner. */
  ACCOUNT_DEACTIVATED,
  /** The CA has revoked the account. */
  ACCOUNT_REVOKED,
  /** The account may not do this. */
  ACCOUNT_NOT_ALLOWED,
  /** The CA does not take that kind of account key. */
  ACCOUNT_KEY_REFUSED,
  /** Another account has the key. */
  ACCOUNT_KEY_IN_USE,
  /** The certificate's key is the account's. */
  ACCOUNT_KEY_FOR_CERTIFICATE,
  /** The CA does not like the contact. */
  INVALID_CONTACT,
  /** The CA does not know that kind of contact. */
  UNSUPPORTED_CONTACT,
  /** The CA wants an account bound to a customer. */
  EXTERNAL_ACCOUNT_REQUIRED,
  /** A human has to do something first. */
  USER_ACTION_REQUIRED,
  /** The CA does not offer the profile. */
  INVALID_PROFILE,
  /** The order has too many names. */
  TOO_MANY_NAMES,
  /** The CA does not let one choose the validity. */
  DATES_NOT_SUPPORTED,
  /** The order cannot be finalized yet. */
  ORDER_NOT_READY,
  /** Another order replaces that certificate. */
  ALREADY_REPLACED,
  /** The CSR has an IP address as common name. */
  CSR_COMMON_NAME_IP,
  /** The CA does not take the certificate's key. */
  CSR_BAD_KEY,
  /** The CA does not take the CSR's signature. */
  CSR_BAD_SIGNATURE,
  /** The CSR and the order have different names. */
  CSR_OTHER_NAMES,
  /** The CA does not take the CSR. */
  CSR_REFUSED,
  /** The certificate is revoked already. */
  ALREADY_REVOKED,
  /** The CA does not take that reason. */
  BAD_REVOCATION_REASON,
  /** The request arrived under another URL. */
  WRONG_REQUEST_URL,
  /** The request's signature did not verify. */
  SIGNATURE_REFUSED,
  /** The CA does not understand the request. */
  REQUEST_MALFORMED,
  /** The nonce was stale, again and again. */
  BAD_NONCE,
  /** Orders that renew themselves (RFC 8739) are not what this client speaks. */
  AUTO_RENEWAL,
  /** The CA has trouble of its own. */
  CA_TROUBLE,
  /** The CA says something that is not listed here. */
  UNKNOWN_PROBLEM;

  private static final String PAGE = "https://acmesdk.dev/troubleshooting.html";

  /**
   * The name that does not change, for links and for figures.
   *
   * @return for example {@code connection-refused}
   */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Where the documentation tells more of it: its section of the page "Troubleshooting". Like the
   * {@link #id}, it does not change.
   *
   * @return an HTTPS address with a fragment
   */
  public URI address() {
    return URI.create(PAGE + "#" + id());
  }

  /**
   * Whether no later attempt with this account can succeed until a human has acted.
   *
   * @return {@code true} for accounts that are deactivated, revoked or paused
   */
  public boolean isTerminal() {
    return this == ACCOUNT_DEACTIVATED || this == ACCOUNT_REVOKED || this == ACCOUNT_PAUSED;
  }
}
