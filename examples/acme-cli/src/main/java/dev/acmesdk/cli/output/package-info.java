/** What the command says: to people, to programs, and when something fails. */
@NullMarked
package dev.acmesdk.cli.output;

import org.jspecify.annotations.NullMarked;
