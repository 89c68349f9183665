/** The verbs, one class each. */
@NullMarked
package dev.acmesdk.cli.verb;

import org.jspecify.annotations.NullMarked;
