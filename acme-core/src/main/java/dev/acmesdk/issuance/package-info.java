/**
 * The porcelain: {@link dev.acmesdk.issuance.CertificateIssuer} walks from identifiers to a
 * certificate in the steps of RFC 8555 section 7.
 */
@NullMarked
package dev.acmesdk.issuance;

import org.jspecify.annotations.NullMarked;
