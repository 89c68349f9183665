/**
 * Two ways to answer DNS-01 challenges (RFC 8555 section 8.4), the only ones that prove control of
 * wildcard names.
 *
 * <ul>
 *   <li>{@link dev.acmesdk.dns01.Dns01Solver}: a program changes the zone. Implement {@link
 *       dev.acmesdk.dns01.DnsProvider} for the one who hosts it.
 *   <li>{@link dev.acmesdk.dns01.ManualDns01}: a human changes the zone, like with Certbot's {@code
 *       --manual}.
 * </ul>
 *
 * <p>Neither looks whether the zone's name servers answer with the records already.
 */
@NullMarked
package dev.acmesdk.dns01;

import org.jspecify.annotations.NullMarked;
