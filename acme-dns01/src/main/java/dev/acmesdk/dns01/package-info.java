/**
 * Two ways to answer challenges by TXT records, above all DNS-01 (RFC 8555 section 8.4). Only
 * records in DNS prove control of wildcard names.
 *
 * <ul>
 *   <li>{@link dev.acmesdk.dns01.Dns01Solver}: a program changes the zone. Implement {@link
 *       dev.acmesdk.dns01.DnsProvider} for the one who hosts it.
 *   <li>{@link dev.acmesdk.dns01.ManualDns01}: a human changes the zone, like with Certbot's {@code
 *       --manual}.
 * </ul>
 *
 * <p>Two kinds of challenge are still drafts, and their solvers experimental: {@link
 * dev.acmesdk.dns01.DnsAccount01Solver}, for names that several systems get certificates for, and
 * {@link dev.acmesdk.dns01.DnsPersist01Solver}, whose record stays so that renewals change nothing.
 * Both work with a provider or by hand.
 *
 * <p>All of them wait until the zone's name servers answer with the records, and put them where the
 * aliases of their names lead: {@link dev.acmesdk.dns01.lookup}.
 */
@NullMarked
package dev.acmesdk.dns01;

import org.jspecify.annotations.NullMarked;
