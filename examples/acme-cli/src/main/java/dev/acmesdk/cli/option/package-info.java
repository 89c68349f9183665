/** The flags, named as Certbot's, each group with what it means. */
@NullMarked
package dev.acmesdk.cli.option;

import org.jspecify.annotations.NullMarked;
