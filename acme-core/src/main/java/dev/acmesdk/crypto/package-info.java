/**
 * Keys, certificate signing requests and certificate chains, in JDK types.
 *
 * <p>Bouncy Castle is used only in here, and only as a library: it is never registered as a
 * security provider, and none of its types appears in a signature.
 */
@NullMarked
package dev.acmesdk.crypto;

import org.jspecify.annotations.NullMarked;
