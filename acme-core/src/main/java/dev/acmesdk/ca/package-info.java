/**
 * What is known of CAs before one asks them: {@link dev.acmesdk.ca.CertificateAuthorities} lists
 * them, and {@link dev.acmesdk.ca.OrderLint} finds what a CA would refuse without sending it a
 * request.
 */
@NullMarked
package dev.acmesdk.ca;

import org.jspecify.annotations.NullMarked;
