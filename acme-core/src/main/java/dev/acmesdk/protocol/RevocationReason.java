package dev.acmesdk.protocol;

/**
 * Why a certificate is revoked: the codes of RFC 5280 section 5.3.1, of which 7 is not used. A CA
 * may refuse some (RFC 8555 section 7.6); Let's Encrypt takes {@link #UNSPECIFIED}, {@link
 * #KEY_COMPROMISE}, {@link #SUPERSEDED} and {@link #CESSATION_OF_OPERATION} from its subscribers.
 */
public enum RevocationReason {
  /** Nothing in particular. It is not sent at all, since it says no more than to say nothing. */
  UNSPECIFIED(0),
  /** Somebody else has, or may have, the private key. The CA may refuse this key for ever. */
  KEY_COMPROMISE(1),
  /** Somebody else has, or may have, the CA's private key. */
  CA_COMPROMISE(2),
  /** The subject's name or other facts in the certificate have changed. */
  AFFILIATION_CHANGED(3),
  /** Another certificate has taken its place. */
  SUPERSEDED(4),
  /** The names are no longer in use, or no longer the subscriber's. */
  CESSATION_OF_OPERATION(5),
  /** It is revoked for a time only. */
  CERTIFICATE_HOLD(6),
  /** It is no longer on hold. */
  REMOVE_FROM_CRL(8),
  /** A right that it stands for was taken away. */
  PRIVILEGE_WITHDRAWN(9),
  /** Somebody else has, or may have, the private key of an attribute authority. */
  AA_COMPROMISE(10);

  private final int code;

  RevocationReason(int code) {
    this.code = code;
  }

  /**
   * The number by which RFC 5280 knows it.
   *
   * @return the CRLReason
   */
  public int code() {
    return code;
  }
}
