/** Jetty, embedded. */
@NullMarked
package dev.acmesdk.examples.jetty;

import org.jspecify.annotations.NullMarked;
