/**
 * The plumbing: {@link dev.acmesdk.client.AcmeClient} has one method for each operation of RFC 8555
 * section 7. What is hidden in here, nonces, signatures, HTTP and JSON, is nobody else's business.
 */
@NullMarked
package dev.acmesdk.client;

import org.jspecify.annotations.NullMarked;
