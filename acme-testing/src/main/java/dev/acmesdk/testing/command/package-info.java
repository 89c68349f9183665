/** The command line of the CA, for clients of any language: {@code acme-ca.jar}. */
@NullMarked
package dev.acmesdk.testing.command;

import org.jspecify.annotations.NullMarked;
