package dev.acmesdk.store;

import dev.acmesdk.protocol.Identifier;

/**
 * A challenge to which a response may be in place, with all that is needed to take the response
 * away without asking the CA, which may have forgotten the order.
 *
 * @param type the challenge's type, such as {@code dns-01}
 * @param identifier what control was to be proved of, without wildcard label
 * @param wildcard whether the order asks for the names one level below it
 * @param token the CA's random text
 * @param thumbprint the thumbprint of the account's key
 */
public record PresentedChallenge(
    String type, Identifier identifier, boolean wildcard, String token, String thumbprint) {}
