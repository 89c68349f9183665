/** The debug log: its files, and what gets into them. */
@NullMarked
package dev.acmesdk.cli.log;

import org.jspecify.annotations.NullMarked;
