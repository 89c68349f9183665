/**
 * The nouns of RFC 8555 as immutable values: what was asked of, or answered by, an ACME server.
 *
 * <p>Nothing in here talks to a server; a value is what the server said at one moment. All types
 * are safe for use by several threads.
 */
@NullMarked
package dev.acmesdk.protocol;

import org.jspecify.annotations.NullMarked;
