/** Netty, with the JDK's TLS. */
@NullMarked
package dev.acmesdk.examples.netty;

import org.jspecify.annotations.NullMarked;
