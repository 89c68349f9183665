/** Options from files: {@code cli.ini}, as Certbot reads it. */
@NullMarked
package dev.acmesdk.cli.config;

import org.jspecify.annotations.NullMarked;
