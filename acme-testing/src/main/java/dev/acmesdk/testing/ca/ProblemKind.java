package dev.acmesdk.testing.ca;

import java.util.stream.Stream;

/**
 * The error types of RFC 8555 section 6.7 and RFC 9773 that this CA uses, with their usual HTTP
 * status.
 */
enum ProblemKind {
  ACCOUNT_DOES_NOT_EXIST("accountDoesNotExist", 400),
  ALREADY_REPLACED("alreadyReplaced", 409),
  ALREADY_REVOKED("alreadyRevoked", 400),
  BAD_CSR("badCSR", 400),
  BAD_NONCE("badNonce", 400),
  BAD_PUBLIC_KEY("badPublicKey", 400),
  BAD_REVOCATION_REASON("badRevocationReason", 400),
  BAD_SIGNATURE_ALGORITHM("badSignatureAlgorithm", 400),
  CAA("caa", 403),
  CONNECTION("connection", 400),
  DNS("dns", 400),
  EXTERNAL_ACCOUNT_REQUIRED("externalAccountRequired", 403),
  INCORRECT_RESPONSE("incorrectResponse", 403),
  INVALID_CONTACT("invalidContact", 400),
  INVALID_PROFILE("invalidProfile", 400),
  MALFORMED("malformed", 400),
  ORDER_NOT_READY("orderNotReady", 403),
  RATE_LIMITED("rateLimited", 429),
  REJECTED_IDENTIFIER("rejectedIdentifier", 400),
  SERVER_INTERNAL("serverInternal", 500),
  TLS("tls", 400),
  UNAUTHORIZED("unauthorized", 403),
  UNSUPPORTED_CONTACT("unsupportedContact", 400),
  UNSUPPORTED_IDENTIFIER("unsupportedIdentifier", 400),
  USER_ACTION_REQUIRED("userActionRequired", 403);

  private final String word;
  private final int status;

  ProblemKind(String word, int status) {
    this.word = word;
    this.status = status;
  }

  static ProblemKind named(String word) {
    return Stream.of(values())
        .filter(kind -> kind.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "This CA knows no problem \"%s\"; it knows %s"
                        .formatted(word, Stream.of(values()).map(kind -> kind.word).toList())));
  }

  String urn() {
    return "urn:ietf:params:acme:error:" + word;
  }

  int status() {
    return status;
  }
}
