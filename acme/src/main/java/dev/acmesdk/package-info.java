/**
 * The front door: {@link dev.acmesdk.Acme} joins client, solvers and store.
 *
 * <pre>{@code
 * Lineage certificate = Acme.standalone()
 *     .email("admin@example.com")
 *     .agreeToTermsOfService()
 *     .domains("example.com", "www.example.com")
 *     .obtain();
 * }</pre>
 */
@NullMarked
package dev.acmesdk;

import org.jspecify.annotations.NullMarked;
