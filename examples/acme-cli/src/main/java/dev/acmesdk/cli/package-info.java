/** The command {@code acme}: from the words of a command line to a verb, and to an exit status. */
@NullMarked
package dev.acmesdk.cli;

import org.jspecify.annotations.NullMarked;
