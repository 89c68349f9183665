/** What a CA has seen, as AssertJ assertions. */
@NullMarked
package dev.acmesdk.testing.assertion;

import org.jspecify.annotations.NullMarked;
