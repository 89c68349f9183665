/**
 * What a program does around renewals: pre-hooks, deploy-hooks and post-hooks, in Java or as shell
 * commands, in Certbot's order and with Certbot's environment variables.
 */
@NullMarked
package dev.acmesdk.hook;

import org.jspecify.annotations.NullMarked;
