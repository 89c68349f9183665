/** Units of systemd that renew certificates daily. */
@NullMarked
package dev.acmesdk.cli.timer;

import org.jspecify.annotations.NullMarked;
