package dev.acmesdk.dns01.lookup;

import java.util.List;

/**
 * A zone and who serves it.
 *
 * @param zone the zone's name, without trailing dot
 * @param servers all addresses of all its name servers, IPv4 and IPv6, as its parent and the zone
 *     itself name them
 */
public record Delegation(String zone, List<NameServer> servers) {
  /** Copies the list. */
  public Delegation {
    servers = List.copyOf(servers);
  }
}
