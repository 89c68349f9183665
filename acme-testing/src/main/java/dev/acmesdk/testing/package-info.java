/**
 * What a test of a program with ACME in it needs: an {@linkplain
 * dev.acmesdk.testing.EmbeddedAcmeServer ACME server} that runs in the same JVM, and a {@linkplain
 * dev.acmesdk.testing.MutableClock clock} that can be moved.
 */
@NullMarked
package dev.acmesdk.testing;

import org.jspecify.annotations.NullMarked;
