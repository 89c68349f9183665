/** Undertow, embedded. */
@NullMarked
package dev.acmesdk.examples.undertow;

import org.jspecify.annotations.NullMarked;
