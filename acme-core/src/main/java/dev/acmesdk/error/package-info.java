/**
 * Everything that can go wrong, as one sealed family of unchecked exceptions.
 *
 * <p>Each says what failed, for which identifier, why, what to do about it, and whether and when it
 * makes sense to try again. Messages carry no secrets.
 */
@NullMarked
package dev.acmesdk.error;

import org.jspecify.annotations.NullMarked;
