/**
 * The CA behind {@code EmbeddedAcmeServer}: how it listens, checks, validates and issues. Hidden.
 *
 * <p>Nothing in here shares code with the client side of this project, so that a mistake in the
 * client is not mirrored by the server that should find it.
 */
@NullMarked
package dev.acmesdk.testing.ca;

import org.jspecify.annotations.NullMarked;
