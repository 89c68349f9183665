package dev.acmesdk.solver;

import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Identifier;
import java.net.URI;

/**
 * A challenge together with all that is needed to respond to it.
 *
 * @param identifier what control is to be proved of, without wildcard label
 * @param wildcard whether the order asks for the names one level below it
 * @param challenge the challenge
 * @param account the account's URL
 * @param thumbprint the thumbprint of the account's key
 * @param <C> the type of the challenge
 */
public record PendingChallenge<C extends Challenge>(
    Identifier identifier, boolean wildcard, C challenge, URI account, String thumbprint) {}
