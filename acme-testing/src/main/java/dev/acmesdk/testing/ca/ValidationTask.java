package dev.acmesdk.testing.ca;

/**
 * What is to be found where (RFC 8555 section 8.1).
 *
 * @param identifier what is validated, without the label of a wildcard
 * @param wildcard whether a wildcard was ordered
 * @param method the type of the challenge
 * @param account the URL of the account
 */
record ValidationTask(
    Identifier identifier,
    boolean wildcard,
    String method,
    String account,
    String token,
    String keyAuthorization) {}
