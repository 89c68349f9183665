package dev.acmesdk.testing.dns;

/**
 * A question that a {@link DnsStub} has received.
 *
 * @param name the name in lower case, without trailing dot; empty for the root
 * @param type the type of record, for example {@code TXT}
 * @param tcp whether it came by TCP
 * @param recursion whether the server was to ask others (RFC 1035 section 4.1.1, RD)
 */
public record DnsQuery(String name, String type, boolean tcp, boolean recursion) {}
