package dev.acmesdk.dns01.lookup;

import dev.acmesdk.testing.MutableClock;
import dev.acmesdk.testing.dns.DnsNetwork;
import dev.acmesdk.testing.dns.DnsStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An Internet with example.com on four servers, one of them with IPv6 only, and example.org on one.
 */
public final class Lab implements AutoCloseable {
  public static final String FIRST = "192.0.2.11";
  public static final String SECOND = "192.0.2.12";
  public static final String THIRD = "192.0.2.13";
  public static final String SIXTH = "2001:db8::14";

  public final MutableClock clock = new MutableClock(Instant.parse("2026-11-29T00:00:00Z"));
  public final DnsNetwork network = DnsNetwork.start(clock);
  public final DnsStub resolver = network.resolver();
  public final DnsClient client =
      DnsClient.of(List.of(resolver.address()))
          .withRoute(network::route)
          .withTimeout(Duration.ofMillis(400));

  public Lab() {
    network.zone(
        """
        com. SOA a.nic.com. admin.nic.com. 1 1800 900 604800 60
        com. NS a.nic.com.
        a.nic.com. A 192.0.2.1
        example.com. NS ns1.example.com.
        example.com. NS ns2.example.com.
        example.com. NS ns3.example.com.
        example.com. NS ns6.example.com.
        ns1.example.com. A 192.0.2.11
        ns2.example.com. A 192.0.2.12
        ns3.example.com. A 192.0.2.13
        ns6.example.com. AAAA 2001:db8::14
        """,
        "192.0.2.1");
    network.zone(
        """
        org. SOA a.nic.org. admin.nic.org. 1 1800 900 604800 60
        org. NS a.nic.org.
        a.nic.org. A 192.0.2.2
        example.org. NS ns1.example.com.
        example.org. NS dns.example.org.
        dns.example.org. A 192.0.2.21
        """,
        "192.0.2.2");
    network.zone(
        """
        example.com. SOA ns1.example.com. admin.example.com. 1 1800 900 604800 60
        example.com. NS ns1.example.com.
        example.com. NS ns2.example.com.
        example.com. NS ns3.example.com.
        example.com. NS ns6.example.com.
        ns1.example.com. A 192.0.2.11
        ns2.example.com. A 192.0.2.12
        ns3.example.com. A 192.0.2.13
        ns6.example.com. AAAA 2001:db8::14
        www.example.com. A 192.0.2.80
        """,
        FIRST,
        SECOND,
        THIRD,
        SIXTH);
    network.zone(
        """
        example.org. SOA dns.example.org. admin.example.org. 1 1800 900 604800 60
        example.org. NS dns.example.org.
        dns.example.org. A 192.0.2.21
        """,
        "192.0.2.21",
        FIRST);
  }

  /** Adds a record at all servers of example.com. */
  public void add(String record) {
    for (String server : List.of(FIRST, SECOND, THIRD, SIXTH)) {
      network.server(server).add(record);
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
