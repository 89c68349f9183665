/** Measurements of what is hidden in the core's package of this name. */
@org.jspecify.annotations.NullMarked
package dev.acmesdk.client;
