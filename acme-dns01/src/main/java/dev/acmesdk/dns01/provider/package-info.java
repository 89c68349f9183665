/**
 * Ways to change a zone, for {@link dev.acmesdk.dns01.Dns01Solver}.
 *
 * <ul>
 *   <li>{@link dev.acmesdk.dns01.provider.Rfc2136Provider}: dynamic updates, which BIND, Knot,
 *       PowerDNS and others take (RFC 2136), signed with a {@link
 *       dev.acmesdk.dns01.provider.TsigKey}.
 *   <li>{@link dev.acmesdk.dns01.provider.ExecProvider}: a program of yours, called as lego's
 *       {@code exec} calls it.
 *   <li>{@link dev.acmesdk.dns01.provider.HttpreqProvider}: a web service of yours, asked as lego's
 *       {@code httpreq} asks it.
 *   <li>{@link dev.acmesdk.dns01.provider.AcmeDnsProvider}: an acme-dns server, to which a CNAME
 *       record leads.
 * </ul>
 *
 * <p>Scripts for Certbot's {@code --manual-auth-hook} are run by {@link
 * dev.acmesdk.hook.ManualHooks}.
 */
@NullMarked
package dev.acmesdk.dns01.provider;

import org.jspecify.annotations.NullMarked;
