/** From nothing to HTTPS on one machine. */
@NullMarked
package dev.acmesdk.examples.quickstart;

import org.jspecify.annotations.NullMarked;
