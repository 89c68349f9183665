/** From a stored certificate to the TLS objects of the JDK. */
@NullMarked
package dev.acmesdk.tls;

import org.jspecify.annotations.NullMarked;
