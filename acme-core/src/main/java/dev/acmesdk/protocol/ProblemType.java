package dev.acmesdk.protocol;

import java.util.Locale;

/** The kinds of problem that ACME defines (RFC 8555 section 6.7 and later documents). */
public enum ProblemType {
  /** The account does not exist. */
  ACCOUNT_DOES_NOT_EXIST("accountDoesNotExist"),
  /** The certificate to be replaced has been replaced already (RFC 9773 section 7.4). */
  ALREADY_REPLACED("alreadyReplaced"),
  /** The certificate has been revoked already. */
  ALREADY_REVOKED("alreadyRevoked"),
  /** The CSR is unacceptable. */
  BAD_CSR("badCSR"),
  /** The nonce was unknown, used or too old. */
  BAD_NONCE("badNonce"),
  /** The JWS was signed by a key that the server does not support. */
  BAD_PUBLIC_KEY("badPublicKey"),
  /** The revocation reason is not allowed. */
  BAD_REVOCATION_REASON("badRevocationReason"),
  /** The JWS was signed with an algorithm that the server does not support. */
  BAD_SIGNATURE_ALGORITHM("badSignatureAlgorithm"),
  /** CAA records forbid the CA to issue. */
  CAA("caa"),
  /** There are several problems, listed one by one. */
  COMPOUND("compound"),
  /** The server could not connect to the validation target. */
  CONNECTION("connection"),
  /** There was a problem with a DNS query during validation. */
  DNS("dns"),
  /** The account must be bound to one with the CA. */
  EXTERNAL_ACCOUNT_REQUIRED("externalAccountRequired"),
  /** The response received did not match the challenge. */
  INCORRECT_RESPONSE("incorrectResponse"),
  /** A contact URL was invalid. */
  INVALID_CONTACT("invalidContact"),
  /** The order asked for a profile that there is not, or that does not fit. */
  INVALID_PROFILE("invalidProfile"),
  /** The request was malformed. */
  MALFORMED("malformed"),
  /** The order is not in a state in which it can be finalized. */
  ORDER_NOT_READY("orderNotReady"),
  /** A rate limit was exceeded. */
  RATE_LIMITED("rateLimited"),
  /** The server will not issue for the identifier. */
  REJECTED_IDENTIFIER("rejectedIdentifier"),
  /** The server had an internal error. */
  SERVER_INTERNAL("serverInternal"),
  /** TLS failed during validation. */
  TLS("tls"),
  /** The client lacks authorization. */
  UNAUTHORIZED("unauthorized"),
  /** The contact URL's scheme is not supported. */
  UNSUPPORTED_CONTACT("unsupportedContact"),
  /** The identifier's type is not supported. */
  UNSUPPORTED_IDENTIFIER("unsupportedIdentifier"),
  /** A human must do something first, at the problem's instance URL. */
  USER_ACTION_REQUIRED("userActionRequired"),
  /** Anything else: see {@link Problem#type()}. */
  OTHER("");

  private static final String PREFIX = "urn:ietf:params:acme:error:";

  private final String word;

  ProblemType(String word) {
    this.word = word;
  }

  /**
   * The kind of a URN.
   *
   * @param urn the problem's {@code type}
   * @return its kind, or {@link #OTHER}
   */
  public static ProblemType of(String urn) {
    for (ProblemType kind : values()) {
      if (kind != OTHER && kind.urn().equals(urn)) {
        return kind;
      }
    }
    return OTHER;
  }

  /**
   * The URN as servers write it.
   *
   * @return for example {@code urn:ietf:params:acme:error:badNonce}
   */
  public String urn() {
    return PREFIX + word;
  }

  static String shortName(String urn) {
    return urn.toLowerCase(Locale.ROOT).startsWith(PREFIX) ? urn.substring(PREFIX.length()) : urn;
  }
}
