/** Javalin. */
@NullMarked
package dev.acmesdk.examples.javalin;

import org.jspecify.annotations.NullMarked;
