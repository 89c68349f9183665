package dev.acmesdk.store;

import java.time.Instant;

/**
 * The right to get and save the next version of one lineage, for a while. It is held by one program
 * at a time; if that one falls silent, somebody else gets a lease with a greater token, and what
 * the silent one still wants to save is refused.
 *
 * @param name the lineage's name; there need not be such a lineage yet
 * @param token the fencing token: it grows with each lease of that name, and never falls back
 * @param holder who has it, for people to read
 * @param expires from when on others may take it, by the holder's clock, unless it is renewed
 */
public record Lease(String name, long token, String holder, Instant expires)
    implements LeaseAnswer {}
