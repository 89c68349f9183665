/**
 * What DNS says, past all caches: {@link dev.acmesdk.dns01.lookup.DnsClient} finds the name servers
 * of a name and where aliases lead, {@link dev.acmesdk.dns01.lookup.VisibilityCheck} waits until
 * all of them answer with a record, {@link dev.acmesdk.dns01.lookup.CaaCheck} tells whether a CA
 * may issue at all, and {@link dev.acmesdk.dns01.lookup.DnssecCheck} whether a zone's signatures
 * fit.
 *
 * <p>The name of a challenge is asked for at the zone's own servers only, never at a resolver
 * before they have it: a resolver would remember for minutes or hours that there was nothing (RFC
 * 2308).
 */
@NullMarked
package dev.acmesdk.dns01.lookup;

import org.jspecify.annotations.NullMarked;
