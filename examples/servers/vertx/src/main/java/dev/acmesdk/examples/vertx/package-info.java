/** Vert.x. */
@NullMarked
package dev.acmesdk.examples.vertx;

import org.jspecify.annotations.NullMarked;
