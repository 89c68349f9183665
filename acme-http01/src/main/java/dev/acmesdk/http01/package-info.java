/**
 * Three ways to answer HTTP-01 challenges (RFC 8555 section 8.3).
 *
 * <ul>
 *   <li>{@link dev.acmesdk.http01.Http01Server}: nothing listens on port 80 yet. It opens the port
 *       for the time of an issuance, like Certbot's {@code --standalone}.
 *   <li>{@link dev.acmesdk.http01.Http01Responder}: this program serves HTTP on port 80 itself.
 *       Mount the handler in its server.
 *   <li>{@link dev.acmesdk.http01.WebrootSolver}: another program serves files on port 80. The
 *       response is put where it looks for them, like Certbot's {@code --webroot}. {@link
 *       dev.acmesdk.http01.Webroots} tells which place is for which name.
 * </ul>
 */
@NullMarked
package dev.acmesdk.http01;

import org.jspecify.annotations.NullMarked;
